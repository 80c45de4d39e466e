/** Reads sources in tests of the formats, and shortens what was read. */
import { existsSync, readFileSync } from 'node:fs';
import type { SourceLocation } from '../model.ts';
import { type Reading, readTaxonomy } from '../read-taxonomy.ts';

export function readText(text: string, options?: { skipInvalid: true }): Reading {
  return readTaxonomy(new TextEncoder().encode(text), options);
}

/** `rule location`, one for each issue. */
export function issuesOf({ issues }: Reading): string[] {
  return issues.map((each) => `${each.rule} ${locationOf(each)}`);
}

/** `location what nodes`, one for each node or entry left out. */
export function skippedOf({ skipped }: Reading): string[] {
  return skipped.map((each) => `${locationOf(each)} ${each.what} ${each.nodes}`);
}

function locationOf(each: SourceLocation): string {
  return 'line' in each ? String(each.line) : each.pointer;
}

/** Reads a real file, which is not in this repository; without it the test is skipped. */
export function readFieldFile(
  file: string,
  skip: (reason: string) => never,
  options?: { skipInvalid: true },
): Reading {
  const path = new URL(`../../../../shared/data/${file}`, import.meta.url);
  return existsSync(path)
    ? readTaxonomy(readFileSync(path), options)
    : skip(`there is no ../shared/data/${file}`);
}
