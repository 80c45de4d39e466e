// npm run diff: what the contract changes for clients of the newest released one, and the version that it needs.
import { Option } from 'commander';
import { UnknownBase } from '../contract/authoring/diff/base.ts';
import { diffContract, isRefused } from '../contract/authoring/diff/diff.ts';
import { renderDiff, renderMarkdown } from '../contract/authoring/diff/render.ts';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';
import { Unreachable } from '../lib/reach.ts';

const { base, json, markdown } = createCommand(
  'diff',
  'List what generated/openapi.yaml changes for clients of the newest released contract.',
)
  .option('--base <base>', 'compare with a git revision, a file, or the URL of a served contract')
  .addOption(new Option('--json', 'print the changes as JSON to stdout').conflicts('markdown'))
  .option('--markdown', 'print a table for a pull request')
  .addHelpText(
    'after',
    `
The newest tag vMAJOR.MINOR.PATCH in HEAD names that contract. Without such a
tag, changes since an earlier commit are listed and allowed, and the check is
skipped; so it is for a --base that is no such tag. A file or URL counts as
released.

Exit code: 0 allowed or skipped; 1 info.version is too low for the changes,
falls, or is no version, or a shallow clone may lack the base; 2 wrong usage or
an unknown base; 3 the URL does not respond.`,
  )
  .parse()
  .opts<{ base?: string; json?: true; markdown?: true }>();

const isCi = Boolean(process.env.CI);
try {
  const diff = await diffContract(projectRoot, base);
  const refused = isRefused(diff, isCi);
  if (refused) process.exitCode = 1;
  if (json) console.log(JSON.stringify({ refused, ...diff }, null, 2));
  else if (markdown) console.log(renderMarkdown(diff, isCi));
  else console[refused ? 'error' : 'log'](renderDiff(diff, isCi));
} catch (error) {
  if (!(error instanceof UnknownBase || error instanceof Unreachable)) throw error;
  console.error(error.message);
  if (error instanceof Unreachable) process.exitCode = 3;
  else process.exitCode = error.isHidden ? 1 : 2;
}
