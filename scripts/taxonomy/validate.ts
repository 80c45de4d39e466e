import { type Reading, readTaxonomy } from '../../taxonomy/formats/read-taxonomy.ts';
import { countNodes, type Taxonomy } from '../../taxonomy/tree.ts';
import { CommandRefusedError } from './command-error.ts';
import type { CommandIO } from './command-io.ts';
import { print } from './print.ts';
import { showProgress } from './progress.ts';
import { readFile } from './read-file.ts';
import { renderCounts, renderIssues, renderSkipped } from './report.ts';

export interface ReadOptions extends CommandIO {
  readonly json?: true;
  readonly skipInvalid?: true;
}

export type AcceptedReading = Reading & { readonly taxonomy: Taxonomy };

export function explainFile(file: string, reading: AcceptedReading, options: ReadOptions): void {
  print(options, {
    data: describe(file, reading),
    text: `${file} is well (${reading.format}): ${renderCounts(reading.taxonomy)}.`,
    stderr: `To see what it changes: npm run taxonomy -- diff ${file}`,
  });
}

/** Reads the file; a refused one is explained on the spot. */
export async function readOrRefuse(file: string, options: ReadOptions): Promise<AcceptedReading> {
  showProgress(options, `Reading ${file}`);
  const reading = readTaxonomy(await readFile(file, options.stdin), options);
  showProgress(options);
  const { taxonomy, issues, skipped } = reading;
  if (issues.length > 0 && !options.json) {
    options.stderr(`${renderIssues(file, issues)}\n\n`);
    const verb = taxonomy ? 'Left out' : 'With --skip-invalid, publish leaves out';
    if (skipped.length > 0) options.stderr(`${verb}:\n${renderSkipped(file, skipped)}\n\n`);
  }
  if (taxonomy) return { ...reading, taxonomy };
  print(options, {
    data: describe(file, reading),
    stderr: `${file} is refused: ${issues.length} issues. Mend them, then: npm run taxonomy -- validate ${file}`,
  });
  throw new CommandRefusedError();
}

/** A reading as JSON. */
export function describe(file: string, { format, taxonomy, issues, skipped }: Reading) {
  const counts = taxonomy ? countNodes(taxonomy) : null;
  return {
    file,
    valid: issues.length === 0,
    format: format ?? null,
    counts,
    issues,
    skipped,
  };
}
