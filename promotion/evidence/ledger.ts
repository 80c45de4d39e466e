/**
 * What was promoted, by whom, on which evidence. A line is a JSON object with the SHA-256 of the line before, so that a
 * changed or removed line shows.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockFile } from '../../lib/file-lock.ts';
import type { BuildName, TierName } from '../model.ts';

export interface LedgerEntry {
  readonly tier: TierName;
  readonly event: 'promoted' | 'rolled back' | 'released' | 'checked' | 'check failed';
  readonly build: BuildName;
  /** The build that was live before, where it changed. */
  readonly before?: BuildName;
  readonly by: string;
  readonly reason?: string;
  /** The promotion; two lines for one promotion never exist. */
  readonly promotion?: string;
  readonly evidence?: { readonly file: string; readonly sha256: string };
}

export type LedgerLine = LedgerEntry & {
  /** RFC 3339. */
  readonly time: string;
  /** SHA-256 of the line before, without its line end; 64 zeros in the first line. */
  readonly previous: string;
};

/** A line was changed, removed or cut. */
export class LedgerBroken extends Error {
  override name = 'LedgerBroken';
}

const noLine = '0'.repeat(64);
const patienceMs = 10_000;

export function ledgerFile(root: string): string {
  return join(root, 'ledger.jsonl');
}

/** @throws LedgerBroken with the number of the line */
export function readLedger(root: string): LedgerLine[] {
  const file = ledgerFile(root);
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  if (text !== '' && !text.endsWith('\n')) throw new LedgerBroken(`${file}: the last line is cut.`);
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, index) => {
    const entry = parse(line);
    const expected = digestBefore(lines, index);
    if (entry?.previous === expected) return entry;
    throw new LedgerBroken(
      `${file}:${index + 1} does not follow the line before it: a line was changed or removed.`,
    );
  });
}

/** Adds a line, unless the ledger has one for the same promotion and event. @throws LedgerBroken */
export async function appendToLedger(root: string, entry: LedgerEntry): Promise<void> {
  const unlock = await lockLedger(root);
  try {
    const lines = readLedger(root);
    const isThere = lines.some(
      ({ promotion, event }) =>
        promotion !== undefined && promotion === entry.promotion && event === entry.event,
    );
    if (isThere) return;
    const last = lines.length === 0 ? noLine : sha256(lastLine(root));
    const line: LedgerLine = { ...entry, time: new Date().toISOString(), previous: last };
    mkdirSync(dirname(ledgerFile(root)), { recursive: true });
    appendFileSync(ledgerFile(root), `${JSON.stringify(line)}\n`, { flush: true });
  } finally {
    unlock();
  }
}

/** Waits for its turn. @returns a function that ends the lock @throws Error after 10 s */
export async function lockLedger(root: string): Promise<() => void> {
  const file = join(root, 'ledger.lock');
  const end = performance.now() + patienceMs;
  for (;;) {
    const unlock = lockFile(file);
    if (unlock) return unlock;
    if (performance.now() > end) throw new Error(`${file} is locked by another process.`);
    await sleep(20);
  }
}

function lastLine(root: string): string {
  return readFileSync(ledgerFile(root), 'utf8').split('\n').at(-2) ?? '';
}

function digestBefore(lines: readonly string[], index: number): string {
  const before = lines[index - 1];
  return before === undefined ? noLine : sha256(before);
}

function parse(line: string): LedgerLine | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
