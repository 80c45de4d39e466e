// npm run release-notes: the tag and the notes of the contract that a tier runs, for the release on GitHub.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContract } from '../contract/bundle-file.ts';
import { createCommand, readHttpUrl } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';
import { Unreachable } from '../lib/reach.ts';
import { readContractRelease } from '../promotion/release-notes.ts';

const command = createCommand(
  'release-notes',
  'Print the release of the contract that a tier runs, as JSON for GitHub: tag, commit, notes.',
)
  .argument('<url>', 'the tier', readHttpUrl)
  .addHelpText(
    'after',
    `
The notes are the section of CHANGELOG.md with the version of that contract.

Exit code: 0 printed; 1 no such section, or no build of a commit; 2 wrong usage;
3 the tier does not respond.`,
  )
  .parse();
const url: string = command.processedArgs[0];

try {
  const changelog = readFileSync(join(projectRoot, 'CHANGELOG.md'), 'utf8');
  console.log(JSON.stringify(await readContractRelease(readContract(), url, changelog), null, 2));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = error instanceof Unreachable ? 3 : 1;
}
