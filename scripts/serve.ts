// npm run serve: the API alone, on a contract that is up to date.
import { createCommand } from './lib/command.ts';
import { generateOrExit } from './lib/generate-or-exit.ts';

createCommand('serve', 'Start the API alone, after generating what is stale.')
  .addHelpText('after', '\nPORT (default 3000) and the rest of the configuration come from the environment.')
  .parse();
await generateOrExit();
await import('../server/main.ts');
