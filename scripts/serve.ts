// npm run serve: the API alone.
import { generateOrExit } from '../contract/authoring/generate.ts';
import { createCommand } from '../lib/command.ts';
import { endWithNpm } from '../lib/end-with-npm.ts';

createCommand('serve', 'Bring generated/ up to date, then start the API alone.')
  .addHelpText('after', '\nPORT (default 3000) and the other settings come from the environment.')
  .parse();
endWithNpm(() => process.kill(process.pid, 'SIGTERM'));
await generateOrExit();
await import('../server/main.ts');
