/**
 * Reads what a row holds. Columns are selected as bytes, because libsql ends the process at a text that is not
 * UTF-8, and pg replaces such bytes.
 */
import { createHash } from 'node:crypto';
import { types } from 'node:util';
import { checksum } from '../../taxonomy/canonical.ts';
import type { Change } from '../../taxonomy/change.ts';
import { countNodes, type Provenance, type Release, type ReleaseInfo } from '../../taxonomy/tree.ts';
import { DamagedRelease } from './damage.ts';

/** The columns as bytes, or null. */
export type StoredRow = { readonly sequence: number } & Readonly<Record<string, unknown>>;

const counts = ['layerCount', 'totalCategories', 'totalSubcategories', 'totalItems'] as const;
export const infoColumns = ['version', 'checksum', 'lastUpdated', ...counts] as const;
export const provenanceColumns = ['publisher', 'tokenId', 'keyId', 'note'] as const;

const version = /^(?=.{5,32}$)(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}$/;
const time = /^[0-9]{4}(?:-[0-9]{2}){2}T[0-9]{2}(?::[0-9]{2}){2}(?:\.[0-9]{1,9})?Z$/;
const count = /^(?:0|[1-9][0-9]{0,8})$/;
const claim = /^.{1,255}$/s;
// Control characters and those that override the direction of text are refused before anything is stored.
const note = /^[^\p{Cc}\u202A-\u202E\u2066-\u2069]{1,500}$/u;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The version of the release, or `#2` for the second one when it cannot be read. */
export function nameOf(row: StoredRow): string {
  try {
    return text(row, 'version', version, '');
  } catch {
    return `#${row.sequence}`;
  }
}

export function readInfo(row: StoredRow): ReleaseInfo {
  const name = nameOf(row);
  const read = (column: string, shape: RegExp) => text(row, column, shape, name);
  const numbers = Object.fromEntries(counts.map((column) => [column, Number(read(column, count))]));
  const lastUpdated = read('lastUpdated', time);
  if (Number.isNaN(Date.parse(lastUpdated))) throw new DamagedRelease(name, 'its time is not a time');
  return {
    version: read('version', version),
    checksum: read('checksum', /^[0-9a-f]{64}$/),
    lastUpdated,
    ...(numbers as Pick<ReleaseInfo, (typeof counts)[number]>),
  };
}

export function readProvenance(row: StoredRow): Provenance {
  const shapes = { publisher: claim, tokenId: claim, keyId: claim, note };
  const present = provenanceColumns.filter((column) => row[column] !== null);
  const read = (column: (typeof provenanceColumns)[number]) =>
    text(row, column, shapes[column], nameOf(row), 'provenance');
  return Object.fromEntries(present.map((column) => [column, read(column)]));
}

/** The checksum of what a row says of a release. */
export function rowChecksum(info: ReleaseInfo, tree: string | Uint8Array): string {
  const values = infoColumns.map((column) => info[column]);
  return createHash('sha256')
    .update(`${values.join('\n')}\n`)
    .update(tree)
    .digest('hex');
}

/** The whole release. Its row is compared with its checksum. Without one, its content is, and its counts. */
export function readRelease(row: StoredRow): Release {
  const { version, checksum: sum, lastUpdated, ...stored } = readInfo(row);
  const tree = text(row, 'tree', /^/, version);
  const { layers, aliases } = Object(json(tree, 'tree', version)) as Release;
  const release = { version, checksum: sum, lastUpdated, layers, aliases };
  const isWhole =
    row.rowChecksum === null
      ? isContentWhole(release, stored)
      : text(row, 'rowChecksum', /^/, version) === rowChecksum({ ...release, ...stored }, tree);
  if (!isWhole) throw new DamagedRelease(version, 'its content does not have its checksum');
  return release;
}

function isContentWhole(release: Release, stored: Pick<ReleaseInfo, (typeof counts)[number]>): boolean {
  try {
    const counted = countNodes(release);
    return checksum(release) === release.checksum && counts.every((name) => counted[name] === stored[name]);
  } catch {
    return false; // It is not a tree.
  }
}

/** The checksum of a reverse delta. It contains the sequence, so that a delta at another place is found. */
export function deltaChecksum(sequence: number, changes: string | Uint8Array): string {
  return createHash('sha256').update(`${sequence}\n`).update(changes).digest('hex');
}

export function readChanges(row: StoredRow): Change[] {
  const stored = text(row, 'changes', /^/, nameOf(row), 'delta');
  if (row.changesChecksum !== null) {
    const sum = text(row, 'changesChecksum', /^/, nameOf(row), 'delta');
    if (sum !== deltaChecksum(row.sequence, stored))
      throw new DamagedRelease(nameOf(row), 'its reverse delta does not have its checksum', 'delta');
  }
  const changes = json(stored, 'changes', nameOf(row), 'delta');
  if (Array.isArray(changes) && changes.every(isChange)) return changes;
  throw new DamagedRelease(nameOf(row), 'its reverse delta is not a list of changes', 'delta');
}

function isChange(value: unknown): value is Change {
  const { type, alias, target, layer, node } = Object(value);
  const isRemoval = type === 'removed';
  if (!isRemoval && type !== 'added' && type !== 'modified') return false;
  const areTexts = (...values: unknown[]) => values.every((member) => typeof member === 'string');
  if (alias !== undefined) return areTexts(alias) && (isRemoval || areTexts(target));
  const { code, numericCode, name } = Object(node);
  return areTexts(layer) && (isRemoval || areTexts(code, numericCode, name));
}

// Not the error of JSON.parse: its message repeats the data.
function json(stored: string, column: string, name: string, part?: DamagedRelease['part']): unknown {
  try {
    return JSON.parse(stored);
  } catch {
    throw new DamagedRelease(name, `its ${column} is not JSON`, part);
  }
}

export function text(
  row: StoredRow,
  column: string,
  shape: RegExp,
  name = nameOf(row),
  part?: DamagedRelease['part'],
): string {
  const bytes = row[column];
  let decoded: string | undefined;
  try {
    if (types.isAnyArrayBuffer(bytes) || bytes instanceof Uint8Array) decoded = decoder.decode(bytes);
  } catch {} // It is not UTF-8.
  if (decoded === undefined) throw new DamagedRelease(name, `its ${column} is not text in UTF-8`, part);
  if (!shape.test(decoded)) throw new DamagedRelease(name, `its ${column} cannot be right`, part);
  return decoded;
}
