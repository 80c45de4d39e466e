/** Reads a file, and explains why it is valid or refused. */
import { createReadStream } from 'node:fs';
import { MAX_SOURCE_BYTES, type Reading, readTaxonomy } from '../../taxonomy/formats/read-taxonomy.ts';
import { countNodes, type Taxonomy } from '../../taxonomy/tree.ts';
import { CommandError, type CommandIO, CommandRefusedError, print, showProgress } from './command-io.ts';
import { renderCounts, renderIssues, renderSkipped } from './render.ts';

export interface ReadOptions extends CommandIO {
  readonly json?: true;
  readonly skipInvalid?: true;
}

export type AcceptedReading = Reading & { readonly taxonomy: Taxonomy };

export function printValid(file: string, reading: AcceptedReading, options: ReadOptions): void {
  print(options, {
    data: describeReading(file, reading),
    text: `${file} is valid (${reading.format}):\n${renderCounts(reading.taxonomy)}.`,
    hint: `To see what it changes:\n  npm run taxonomy -- diff ${file}`,
  });
}

/** Reads the file. If it is refused, prints its issues and throws `CommandRefusedError`. */
export async function readOrRefuse(file: string, options: ReadOptions): Promise<AcceptedReading> {
  showProgress(options, `Reading ${file}`);
  const reading = readTaxonomy(await readFile(file, options.stdin), options);
  showProgress(options);
  const { taxonomy, issues, skipped } = reading;
  if (issues.length > 0 && !options.json) {
    options.stderr(`${renderIssues(file, issues)}\n\n`);
    const title = taxonomy ? 'Left out' : 'With --skip-invalid, publish leaves out';
    if (skipped.length > 0) options.stderr(`${title}:\n${renderSkipped(file, skipped)}\n\n`);
  }
  if (taxonomy) return { ...reading, taxonomy };
  const count = issues.length === 1 ? '1 issue' : `${issues.length} issues`;
  print(options, {
    data: describeReading(file, reading),
    hint: `${file} is refused: ${count}. Correct the file, then:\n  npm run taxonomy -- validate ${file}`,
  });
  throw new CommandRefusedError();
}

/** A reading as JSON. */
export function describeReading(file: string, { format, taxonomy, issues, skipped }: Reading) {
  return {
    file,
    valid: issues.length === 0,
    format: format ?? null,
    counts: taxonomy ? countNodes(taxonomy) : null,
    issues,
    skipped,
  };
}

/** The file, or stdin for `-`. Stops reading once the file is known to be too large. */
async function readFile(file: string, stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of file === '-' ? stdin : createReadStream(file)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_SOURCE_BYTES) break;
    }
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`, 2);
  }
  return Buffer.concat(chunks);
}
