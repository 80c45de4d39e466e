/** What a promotion proved, as an in-toto statement (in-toto.io/Statement/v1), in a signed envelope. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GateResult } from '../gates/model.ts';
import type { Build, TierName } from '../model.ts';
import { writeDurably } from '../tier-record.ts';
import { type Envelope, open, seal } from './envelope.ts';

export interface Statement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly [{ readonly name: string; readonly digest: { readonly sha256: string } }];
  readonly predicateType: 'urn:taxonomy-api:promotion:v1';
  readonly predicate: Predicate;
}

export interface Predicate {
  readonly promotion: string;
  readonly tier: TierName;
  readonly first: boolean;
  readonly commit: string | null;
  readonly contract: { readonly version: string; readonly checksum: string };
  /** What the candidate served; null when the tier was empty. */
  readonly release: { readonly version: string; readonly checksum: string } | null;
  readonly by: string;
  /** RFC 3339. */
  readonly time: string;
  /** `rehearsal` for a key that `npm run tiers` has made. */
  readonly key: 'operator' | 'rehearsal' | 'none';
  /** The gates that had to pass, in order. */
  readonly planned: readonly string[];
  readonly gates: readonly GateResult[];
}

export interface SigningKey {
  readonly kind: Predicate['key'];
  readonly key?: KeyObject;
}

export const evidenceFolder = (root: string) => join(root, 'evidence');

/** Writes the signed statement. @returns the name of the file and its SHA-256 */
export function writeEvidence(
  root: string,
  build: Build,
  predicate: Omit<Predicate, 'commit' | 'contract' | 'key' | 'time'>,
  { kind, key }: SigningKey,
): { file: string; sha256: string } {
  const time = new Date().toISOString();
  const statement: Statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'taxonomy-api', digest: { sha256: build.id } }],
    predicateType: 'urn:taxonomy-api:promotion:v1',
    predicate: {
      ...predicate,
      commit: build.commit ?? null,
      contract: build.manifest.contract,
      time,
      key: kind,
    },
  };
  const text = `${JSON.stringify(seal(statement, key), null, 2)}\n`;
  const file = `${time.replaceAll(/[:.]/g, '-')}-${predicate.tier}-${build.id.slice(0, 12)}.json`;
  writeDurably(join(evidenceFolder(root), file), text);
  return { file, sha256: createHash('sha256').update(text).digest('hex') };
}

/** @throws Error with one sentence when the file is none, was changed, or is not signed with the key */
export function readEvidence(file: string, key: KeyObject): Statement {
  let envelope: Envelope;
  try {
    envelope = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error('It cannot be read, or is no JSON.');
  }
  const statement = open(envelope, key) as Statement;
  if (statement.predicateType === 'urn:taxonomy-api:promotion:v1') return statement;
  throw new Error(`It is a statement of the type ${statement.predicateType}.`);
}

/**
 * The cells that a local run of the build has covered, by the newest evidence that is signed with the private key.
 * @returns undefined when there is none
 */
export function provenLocally(root: string, build: Build, key: KeyObject | undefined): string[] | undefined {
  const folder = evidenceFolder(root);
  if (!key || !existsSync(folder)) return undefined;
  const files = readdirSync(folder).filter((name) => name.endsWith(`-dev-${build.id.slice(0, 12)}.json`));
  for (const name of files.sort().reverse()) {
    const { subject, predicate } = readEvidence(join(folder, name), createPublicKey(key));
    const local = predicate.gates.find(({ gate, verdict }) => gate === 'local-run' && verdict === 'pass');
    const cells: unknown = Object(local?.data).cells;
    if (subject[0].digest.sha256 === build.id && Array.isArray(cells)) return cells.map(String);
  }
  return undefined;
}
