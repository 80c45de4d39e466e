// dist/server/main.js: runs service.js with the bytecode that V8 made at build time. V8 checks that the bytecode fits.
// Another version of Node compiles the source again and starts later.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const url = new URL('service.js', import.meta.url).href;
const filename = fileURLToPath(url);
const codeFile = `${filename}.code`;

// latin1: esbuild writes ASCII, which V8 keeps with one byte per character.
const service = new Script(readFileSync(filename, 'latin1'), {
  filename,
  cachedData: existsSync(codeFile) ? readFileSync(codeFile) : undefined,
});
service.runInThisContext()(createRequire(url), url, filename, import.meta.dirname);

// The build starts the service once, in keep-code.ts, and asks for the bytecode of all functions that ran.
process.on('message', (message) => {
  if (message !== 'keep code') return;
  writeFileSync(codeFile, service.createCachedData());
  process.disconnect();
});
