// npm run mutants: which faults in the code the unit tests beside it notice.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { createCommand } from '../lib/command.ts';
import type { FolderSummary, Reason } from '../lib/mutants/model.ts';
import { parts, partsOf } from '../lib/mutants/parts.ts';
import { renderMutants } from '../lib/mutants/render.ts';
import { runStryker } from '../lib/mutants/run-stryker.ts';
import { isGood, summarise } from '../lib/mutants/summary.ts';
import { projectRoot } from '../lib/project.ts';
import { Unreachable } from '../lib/reach.ts';

const command = createCommand(
  'mutants',
  'Mutate the code, folder by folder, and run the unit tests beside it.',
)
  .argument('[folders...]', 'such as taxonomy, server/http; by default every one')
  .option('--json', 'print the summaries as JSON to stdout')
  .addHelpText(
    'after',
    `
The first run of a folder takes up to an hour, a later one only what changed.
Stryker is fetched once. A mutant that may survive is in docs/mutants.yaml with
a reason.

Exit code: 0 every survivor has a reason, and each score is at least 90 %; 1 not
so, or a reason matches no survivor, or a test fails without a mutant; 2 wrong
usage; 3 npm cannot fetch Stryker.`,
  )
  .parse();
const { json } = command.opts<{ json?: true }>();
const given = command.processedArgs[0] as string[];
const folders = (given.length > 0 ? given : parts).map((folder) => folder.replace(/\/$/, ''));
const unknown = folders.find((folder) => !existsSync(join(projectRoot, folder)));
if (unknown !== undefined) command.error(`error: there is no folder ${unknown}`);

const reasons = load(readFileSync(join(projectRoot, 'docs/mutants.yaml'), 'utf8')) as Reason[];
const summaries: FolderSummary[] = [];
try {
  // One at a time: Stryker itself uses all cores but one.
  for (const folder of new Set(folders.flatMap(partsOf)))
    summaries.push(summarise(folder, await runStryker(folder), reasons));
  if (!summaries.every(isGood)) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = error instanceof Unreachable ? 3 : 1;
}
console.log(json ? JSON.stringify(summaries, null, 2) : renderMutants(summaries));
