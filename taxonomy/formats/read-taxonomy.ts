import type { Taxonomy } from '../tree.ts';
import { looksLikeEnrichedJson, readEnrichedJson } from './enriched-json.ts';
import { isObject, parseJson } from './json.ts';
import {
  type DraftTaxonomy,
  type Issue,
  type Skipped,
  type SourceLocation,
  UnreadableSourceError,
} from './model.ts';
import { readOwnJson } from './own-json.ts';
import { remedyOf } from './remedies.ts';
import { resolveDrafts } from './resolve-drafts.ts';
import { looksLikeTable, readTable } from './table.ts';

/** 32 MiB: the limit for a file, and for the body of a request to publish. */
export const MAX_SOURCE_BYTES = 32 * 1024 * 1024;

/** The JSON of `GET /api/taxonomy`, the enriched JSON, or the nine-column table. */
export type Format = 'taxonomy-json' | 'enriched-json' | 'table';

export interface Reading {
  /** `undefined` when the source has none of the formats. */
  readonly format: Format | undefined;
  /** Keeps every rule of `checkRules`; nodes in the order of the source. `undefined` when the source is refused. */
  readonly taxonomy: Taxonomy | undefined;
  /** Everything that is wrong. A source without issues is accepted. */
  readonly issues: readonly Issue[];
  /** What `skipInvalid` leaves out because of the issues. */
  readonly skipped: readonly Skipped[];
  /** The location in the source of a JSON pointer within `taxonomy`. */
  readonly locationOf: (pointer: string) => SourceLocation;
}

/**
 * Reads a taxonomy in any of the formats and recognises the format by the content. Never throws: everything that
 * is wrong with the source is an issue.
 *
 * @param source text in UTF-8, at most 32 MiB, with or without a byte order mark
 * @param options.skipInvalid accepts a source with issues and leaves out what they concern. A source in which
 *   nothing can be used is refused nevertheless.
 */
export function readTaxonomy(source: Uint8Array, options: { skipInvalid?: boolean } = {}): Reading {
  let format: Format | undefined;
  try {
    const text = decode(source);
    const { drafts, duplicates = [], ...recognised } = recognise(text);
    format = recognised.format;
    const { taxonomy, ...resolved } = resolveDrafts(drafts(), duplicates);
    const isAccepted = options.skipInvalid || resolved.issues.length === 0;
    return { format, taxonomy: isAccepted ? taxonomy : undefined, ...resolved };
  } catch (error) {
    if (!(error instanceof UnreadableSourceError)) throw error;
    const { location, rule, message } = error;
    const issues = [{ ...location, rule, detail: message, remedy: remedyOf(rule) }];
    return { format, taxonomy: undefined, issues, skipped: [], locationOf: (pointer) => ({ pointer }) };
  }
}

function decode(source: Uint8Array): string {
  if (source.length > MAX_SOURCE_BYTES) {
    const detail = 'The source has more than 32 MiB (33554432 bytes).';
    throw new UnreadableSourceError('too-large', { line: 1 }, detail);
  }
  try {
    // Also removes a byte order mark.
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
  if (!looksLikeEnrichedJson(value))
    throw unknownFormat('JSON with neither "layers" nor a layer by its letter');
  return { format: 'enriched-json', drafts: () => readEnrichedJson(value), duplicates };
}

function unknownFormat(what: string): UnreadableSourceError {
  return new UnreadableSourceError('format-unknown', { line: 1 }, `This is ${what}.`);
}
