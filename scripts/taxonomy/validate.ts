import { type Reading, readTaxonomy } from '../../taxonomy/formats/read-taxonomy.ts';
import { countNodes, type Taxonomy } from '../../taxonomy/tree.ts';
import { showProgress } from './progress.ts';
import { readFile } from './read-file.ts';
import { renderCounts, renderIrregularities, renderSkipped } from './report.ts';
import { say } from './say.ts';

export interface ReadOptions {
  readonly json?: true;
  readonly skipInvalid?: true;
}

export type AcceptedReading = Reading & { readonly taxonomy: Taxonomy };

/** Checks the file alone, without a registry. */
export async function validate(file: string, options: ReadOptions): Promise<void> {
  const reading = await readOrExplain(file, options);
  if (!reading) return;
  say(options.json, {
    data: describe(file, reading),
    text: `${file} is well (${reading.format}): ${renderCounts(reading.taxonomy)}.`,
    talk: `To see what it changes: npm run taxonomy -- diff ${file}`,
  });
}

/** Reads the file; a refused one is explained on the spot, with exit code 1. */
export async function readOrExplain(
  file: string,
  options: ReadOptions,
): Promise<AcceptedReading | undefined> {
  showProgress(`Reading ${file}`);
  const reading = readTaxonomy(await readFile(file), options);
  showProgress();
  const { taxonomy, irregularities, skipped } = reading;
  if (irregularities.length > 0 && !options.json) {
    console.error(`${renderIrregularities(file, irregularities)}\n`);
    const verb = taxonomy ? 'Left out' : 'With --skip-invalid, publish leaves out';
    if (skipped.length > 0) console.error(`${verb}:\n${renderSkipped(file, skipped)}\n`);
  }
  if (taxonomy) return { ...reading, taxonomy };
  say(options.json, {
    data: describe(file, reading),
    talk: `${file} is refused: ${irregularities.length} irregularities. Mend them, then: npm run taxonomy -- validate ${file}`,
  });
  process.exitCode = 1;
  return undefined;
}

/** A reading as JSON. */
export function describe(file: string, { format, taxonomy, irregularities, skipped }: Reading) {
  const counts = taxonomy ? countNodes(taxonomy) : null;
  return {
    file,
    valid: irregularities.length === 0,
    format: format ?? null,
    counts,
    irregularities,
    skipped,
  };
}
