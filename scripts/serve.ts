// npm run serve: the API alone, on a contract that is up to date.

import { generateOrExit } from '../contract/authoring/generate-or-exit.ts';
import { createCommand } from '../lib/command.ts';

createCommand('serve', 'Start the API alone, after generating what is stale.')
  .addHelpText('after', '\nPORT (default 3000) and the rest of the configuration come from the environment.')
  .parse();
await generateOrExit();
await import('../server/main.ts');
