// npm run diff: does the contract break clients of the newest released one?
import { diffContract, isRefused, renderDiff } from '../contract/authoring/diff.ts';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';

createCommand('diff', 'Say what generated/openapi.yaml breaks for clients of the newest released contract.')
  .addHelpText(
    'after',
    `
The newest tag vMAJOR.MINOR.PATCH names that contract. While there is none, changes since the
commit before are listed and allowed, and nothing counts as checked. Exits 1 when clients break.`,
  )
  .parse();

const diff = await diffContract(projectRoot);
console[isRefused(diff) ? 'error' : 'log'](renderDiff(diff));
if (isRefused(diff)) process.exitCode = 1;
