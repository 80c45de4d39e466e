/** What is known of a tier: a file that is replaced as a whole before each step. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildName } from './model.ts';
import { nextState, type TierEvent, type TierState } from './state-table.ts';

export interface TierRecord {
  readonly state: TierState;
  /** RFC 3339. */
  readonly since: string;
  /** The build that traffic goes to. While a candidate is watched, it is the one to go back to. */
  readonly live?: BuildName;
  readonly candidate?: BuildName;
  /** Builds that a rollback may go back to, the newest first. */
  readonly previous: readonly BuildName[];
  /** The promotion that is under way: what the ledger will say of it. */
  readonly promotion?: PromotionNote;
  /** Why the tier is held. */
  readonly reason?: string;
}

export interface PromotionNote {
  readonly id: string;
  readonly by: string;
  /** The name of the file with the signed statement, and its SHA-256. */
  readonly evidence?: { readonly file: string; readonly sha256: string };
}

export type RecordChanges = Partial<{ [Name in keyof TierRecord]: TierRecord[Name] | undefined }>;

const keptBuilds = 3;
const nothingYet: TierRecord = { state: 'empty', since: new Date(0).toISOString(), previous: [] };

/** @throws Error when the file is damaged: nothing is guessed about a tier */
export function readRecord(folder: string): TierRecord {
  const file = fileIn(folder);
  if (!existsSync(file)) return nothingYet;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(`${file} is no JSON. Restore it, or delete it when nothing runs at the tier.`);
  }
}

/**
 * Writes the next state of the tier. What is not named in the changes stays as it was.
 *
 * @throws EventRefused when the event is not allowed in the state of the tier
 */
export function recordEvent(folder: string, event: TierEvent, changes: RecordChanges = {}): TierRecord {
  const before = readRecord(folder);
  const state = nextState(before.state, event, before.live !== undefined);
  const after = { ...before, ...changes, state, since: new Date().toISOString() } as TierRecord;
  writeDurably(fileIn(folder), `${JSON.stringify(after, null, 2)}\n`);
  return after;
}

/** The builds to keep when `live` has taken the place of `before`. */
export function previousBuilds({ live: before, previous }: TierRecord, live: BuildName): BuildName[] {
  const all = before ? [before, ...previous] : previous;
  return all.filter(({ id }) => id !== live.id).slice(0, keptBuilds);
}

function fileIn(folder: string): string {
  return join(folder, 'record.json');
}

/** A reader sees the old content or the new one, and a power failure loses neither. */
export function writeDurably(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.next`;
  const descriptor = openSync(next, 'w', 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(next, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
