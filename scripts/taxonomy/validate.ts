import { type Reading, readTaxonomy } from '../../taxonomy/formats/read-taxonomy.ts';
import { countNodes, type Taxonomy } from '../../taxonomy/tree.ts';
import { Refused } from './failure.ts';
import { showProgress } from './progress.ts';
import { readFile } from './read-file.ts';
import { renderCounts, renderIrregularities, renderSkipped } from './report.ts';
import { say } from './say.ts';
import type { Surroundings } from './surroundings.ts';

export interface ReadOptions extends Surroundings {
  readonly json?: true;
  readonly skipInvalid?: true;
}

export type AcceptedReading = Reading & { readonly taxonomy: Taxonomy };

export function explainFile(file: string, reading: AcceptedReading, options: ReadOptions): void {
  say(options, {
    data: describe(file, reading),
    text: `${file} is well (${reading.format}): ${renderCounts(reading.taxonomy)}.`,
    talk: `To see what it changes: npm run taxonomy -- diff ${file}`,
  });
}

/** Reads the file; a refused one is explained on the spot. */
export async function readOrRefuse(file: string, options: ReadOptions): Promise<AcceptedReading> {
  showProgress(options, `Reading ${file}`);
  const reading = readTaxonomy(await readFile(file, options.stdin), options);
  showProgress(options);
  const { taxonomy, irregularities, skipped } = reading;
  if (irregularities.length > 0 && !options.json) {
    options.talk(`${renderIrregularities(file, irregularities)}\n\n`);
    const verb = taxonomy ? 'Left out' : 'With --skip-invalid, publish leaves out';
    if (skipped.length > 0) options.talk(`${verb}:\n${renderSkipped(file, skipped)}\n\n`);
  }
  if (taxonomy) return { ...reading, taxonomy };
  say(options, {
    data: describe(file, reading),
    talk: `${file} is refused: ${irregularities.length} irregularities. Mend them, then: npm run taxonomy -- validate ${file}`,
  });
  throw new Refused();
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
