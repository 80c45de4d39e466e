import type { Taxonomy } from '../tree.ts';
import type { DraftTaxonomy } from './draft.ts';
import { readEnrichedJson } from './enriched-json.ts';
import { type Issue, type Skipped, type SourceLocation, UnreadableSourceError } from './issue.ts';
import { isObject } from './json-draft.ts';
import { parseJson } from './json-text.ts';
import { layerNumbers } from './layer-numbers.ts';
import { readOwnJson } from './own-json.ts';
import { remedyOf } from './remedies.ts';
import { resolveDrafts } from './resolve-drafts.ts';
import { looksLikeTable, readTable } from './table.ts';

export type { Issue, Skipped, SourceLocation } from './issue.ts';

/** 32 MiB, the limit for a taxonomy on every way in. */
export const MAX_SOURCE_BYTES = 32 * 1024 * 1024;

/** Our own JSON as `GET /api/taxonomy` returns it, the field's enriched JSON, the nine-column table. */
export type Format = 'taxonomy-json' | 'enriched-json' | 'table';

export interface Reading {
  /** `undefined` when the source is none of them. */
  readonly format: Format | undefined;
  /** Keeps every rule of `checkRules`, in the order of the source; `undefined` when the source is refused. */
  readonly taxonomy: Taxonomy | undefined;
  /** Everything that is wrong; a source without any is accepted. */
  readonly issues: readonly Issue[];
  /** What `skipInvalid` leaves out because of them, and nothing else. */
  readonly skipped: readonly Skipped[];
  /** Where the source gives what a JSON pointer within `taxonomy` names. */
  readonly locationOf: (pointer: string) => SourceLocation;
}

/**
 * Reads a taxonomy in any of the formats, which it recognises by the content.
 *
 * @param source text in UTF-8, at most 32 MiB, with or without a byte order mark
 * @param options.skipInvalid accepts a source with issues and leaves out what they concern. A source
 *   of which nothing can be used is refused all the same.
 */
export function readTaxonomy(source: Uint8Array, options: { skipInvalid?: boolean } = {}): Reading {
  let format: Format | undefined;
  try {
    const text = decode(source);
    const { drafts, duplicates = [], ...recognised } = recognise(text);
    format = recognised.format;
    const { taxonomy, ...settled } = resolveDrafts(drafts(), duplicates);
    const isAccepted = options.skipInvalid || settled.issues.length === 0;
    return { format, taxonomy: isAccepted ? taxonomy : undefined, ...settled };
  } catch (error) {
    if (!(error instanceof UnreadableSourceError)) throw error;
    const { location, rule, message } = error;
    const issues = [{ ...location, rule, detail: message, remedy: remedyOf(rule) }];
    return { format, taxonomy: undefined, issues, skipped: [], locationOf: (pointer) => ({ pointer }) };
  }
}

function decode(source: Uint8Array): string {
  if (source.length > MAX_SOURCE_BYTES) {
    throw new UnreadableSourceError(
      'too-large',
      { line: 1 },
      'More than 32 MiB (33554432 bytes) are not accepted.',
    );
  }
  try {
    // Takes a byte order mark away, too.
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch {
    throw new UnreadableSourceError('not-utf8', { line: 1 }, 'This is not text in UTF-8.');
  }
}

interface Recognised {
  readonly format: Format;
  readonly drafts: () => DraftTaxonomy;
  readonly duplicates?: readonly string[];
}

function recognise(text: string): Recognised {
  if (!/^\s*[{[]/.test(text)) {
    if (looksLikeTable(text)) return { format: 'table', drafts: () => readTable(text) };
    throw unknownFormat('neither JSON nor a table that names its columns');
  }
  const { value, duplicates } = parseJson(text);
  if (!isObject(value)) throw unknownFormat('a JSON array, not an object');
  if (Object.hasOwn(value, 'layers')) {
    return { format: 'taxonomy-json', drafts: () => readOwnJson(value), duplicates };
  }
  const isEnriched = ['scalability_features', ...layerNumbers.keys()].some((key) =>
    Object.hasOwn(value, key),
  );
  if (!isEnriched) throw unknownFormat('JSON with neither "layers" nor a layer by its letter');
  return { format: 'enriched-json', drafts: () => readEnrichedJson(value), duplicates };
}

function unknownFormat(what: string): UnreadableSourceError {
  return new UnreadableSourceError('format-unknown', { line: 1 }, `This is ${what}.`);
}
