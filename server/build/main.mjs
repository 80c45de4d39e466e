// dist/server/main.js: runs service.js with the bytecode that V8 made of it when it was built. V8 itself decides
// whether that still suits; another version of Node compiles anew, and starts later.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const url = new URL('service.js', import.meta.url).href;
const filename = fileURLToPath(url);
const codeFile = `${filename}.code`;

// latin1: esbuild writes ASCII, which V8 keeps at a byte a character.
const service = new Script(readFileSync(filename, 'latin1'), {
  filename,
  cachedData: existsSync(codeFile) ? readFileSync(codeFile) : undefined,
});
service.runInThisContext()(createRequire(url), url, filename, import.meta.dirname);

// keep-code.ts starts the service once, and asks for the code of all that ran.
process.on('message', (message) => {
  if (message !== 'keep code') return;
  writeFileSync(codeFile, service.createCachedData());
  process.disconnect();
});
