// npm run diff: lists what the contract breaks for clients of the newest released one.
import { diffContract, isRefused, renderDiff } from '../contract/authoring/diff.ts';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';

createCommand('diff', 'List what generated/openapi.yaml breaks for clients of the newest released contract.')
  .addHelpText(
    'after',
    `
The newest tag vMAJOR.MINOR.PATCH names that contract. Without such a tag, changes since an earlier
commit are listed and allowed, and the check is skipped. Exits 1 when clients break.`,
  )
  .parse();

const diff = await diffContract(projectRoot);
console[isRefused(diff) ? 'error' : 'log'](renderDiff(diff));
if (isRefused(diff)) process.exitCode = 1;
