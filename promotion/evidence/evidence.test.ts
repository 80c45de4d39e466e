import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { plannedGates, verificationGates } from '../gates/index.ts';
import type { Build } from '../model.ts';
import type { Envelope } from './envelope.ts';
import { appendToLedger } from './ledger.ts';
import { evidenceFolder, provenLocally, writeEvidence } from './statement.ts';
import { verifyEvidence } from './verify.ts';

const folder = useTemporaryFolder();
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const build: Build = {
  id: 'b'.repeat(64),
  contract: '1.2.0',
  folder: '/nowhere',
  manifest: { files: {}, contract: { version: '1.2.0', checksum: 'c'.repeat(64) }, node: '>=20' },
};
const planned = [...plannedGates('staging', { first: false }), ...verificationGates('staging')];
const gates = planned.map((gate) => ({ gate, verdict: 'pass', facts: ['looked'], durationMs: 1 }) as const);
const predicate = {
  promotion: '1',
  tier: 'staging',
  first: false,
  release: null,
  by: 'a person',
  planned,
  gates,
} as const;

let file = '';
let written = { file: '', sha256: '' };
beforeEach(() => {
  written = writeEvidence(folder(), build, predicate, { kind: 'operator', key: privateKey });
  file = join(evidenceFolder(folder()), written.file);
});

function edit(change: (envelope: Envelope) => object) {
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))));
}

const editPayload = (change: (text: string) => string) =>
  edit((envelope) => {
    const text = Buffer.from(envelope.payload, 'base64').toString();
    expect(change(text)).not.toBe(text);
    return { ...envelope, payload: Buffer.from(change(text)).toString('base64') };
  });

describe('evidence', () => {
  it('as it was signed → the statement, with the build and the gates', () => {
    const { subject, predicate: read } = verifyEvidence(file, publicKey);
    expect(subject[0].digest.sha256).toBe(build.id);
    expect(read).toMatchObject({ tier: 'staging', by: 'a person', key: 'operator', planned });
  });

  it.each<[what: string, change: () => void, reason: string]>([
    ['a verdict is changed', () => editPayload((text) => text.replace('"pass"', '"unknown"')), 'changed'],
    ['the name is changed', () => editPayload((text) => text.replace('a person', 'nobody!!')), 'changed'],
    ['one space is added', () => editPayload((text) => `${text} `), 'changed'],
    ['the signature is removed', () => edit((envelope) => ({ ...envelope, signatures: [] })), 'not signed'],
    ['the type is changed', () => edit((envelope) => ({ ...envelope, payloadType: 'text/plain' })), 'type'],
    ['it is no JSON', () => writeFileSync(file, 'x'), 'no JSON'],
  ])('%s → refused', (_, change, reason) => {
    change();
    expect(() => verifyEvidence(file, publicKey)).toThrow(reason);
  });

  it('another key → refused', () => {
    expect(() => verifyEvidence(file, other.publicKey)).toThrow('not with');
  });

  it.each<[what: string, change: object, reason: string]>([
    ['a gate was left out', { planned: planned.slice(1), gates: gates.slice(1) }, 'are not those'],
    ['a gate did not run', { gates: gates.slice(1) }, 'Not every gate'],
    [
      'a gate is unknown',
      { gates: gates.map((one, index) => (index === 3 ? { ...one, verdict: 'unknown' as const } : one)) },
      'Not every gate',
    ],
    ['no gate', { planned: [], gates: [] }, 'are not those'],
  ])('signed, and %s → refused', (_, change, reason) => {
    const signed = writeEvidence(
      folder(),
      build,
      { ...predicate, ...change },
      { kind: 'operator', key: privateKey },
    );
    expect(() => verifyEvidence(join(evidenceFolder(folder()), signed.file), publicKey)).toThrow(reason);
  });

  describe('with the ledger', () => {
    const line = { tier: 'staging', build: { id: build.id, contract: '1.2.0' }, by: 'a person' } as const;
    const promoted = () => appendToLedger(folder(), { ...line, event: 'promoted', evidence: written });

    it('the promotion is there → holds', async () => {
      await promoted();
      expect(verifyEvidence(file, publicKey, folder())).toBeDefined();
    });

    it('no such promotion → refused', () => {
      expect(() => verifyEvidence(file, publicKey, folder())).toThrow('no promotion with this evidence');
    });

    it('a later check failed → refused; a check after that passed → holds', async () => {
      await promoted();
      await appendToLedger(folder(), { ...line, event: 'check failed', reason: 'latency: too slow' });
      expect(() => verifyEvidence(file, publicKey, folder())).toThrow('too slow');
      await appendToLedger(folder(), { ...line, event: 'checked' });
      expect(verifyEvidence(file, publicKey, folder())).toBeDefined();
    });

    it('rolled back later → refused', async () => {
      await promoted();
      const back = { ...line, build: { id: 'c'.repeat(64), contract: '1.1.0' }, before: line.build };
      await appendToLedger(folder(), { ...back, event: 'rolled back', reason: 'it was slow' });
      expect(() => verifyEvidence(file, publicKey, folder())).toThrow('it was slow');
    });
  });
});

describe('cells that a local run has covered', () => {
  const local = [
    { gate: 'local-run', verdict: 'pass', facts: ['x'], durationMs: 1, data: { cells: ['getHealth 503'] } },
  ] as const;
  const writeFor = (one: Build, key = privateKey) =>
    writeEvidence(folder(), one, { ...predicate, tier: 'dev', gates: local }, { kind: 'operator', key });

  it('of this build → those of the evidence', () => {
    writeFor(build);
    expect(provenLocally(folder(), build, privateKey)).toEqual(['getHealth 503']);
  });

  it('of another build, or no evidence → undefined', () => {
    expect(provenLocally(folder(), build, privateKey)).toBeUndefined();
    writeFor({ ...build, id: `${'b'.repeat(20)}${'d'.repeat(44)}` });
    expect(provenLocally(folder(), build, privateKey)).toBeUndefined();
  });

  it('signed by another key → refused', () => {
    writeFor(build, other.privateKey);
    expect(() => provenLocally(folder(), build, privateKey)).toThrow('not with');
  });
});
