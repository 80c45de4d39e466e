import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { evidenceOf, type Reports } from './evidence.ts';
import { renderJunit } from './junit.ts';
import { renderVerdict } from './render-report.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const isEvidence = ajv.compile(
  JSON.parse(readFileSync(new URL('evidence.schema.json', import.meta.url), 'utf8')),
);

const contract = readContract();
const times = { startedAt: new Date(1000), endedAt: new Date(3500), seed: 7 };
const target: Reports['targets'][number] = {
  target: 'server',
  url: 'http://127.0.0.1:3000',
  identity: {
    version: '1.2.3',
    checksum: 'cd',
    contract: { version: '1.2.0', checksum: 'ab' },
    relation: 'another',
  },
  comparedWithExamples: true,
  planned: 3,
  ran: 3,
  passed: 3,
  failed: 0,
  uncovered: [],
  cells: [
    { operation: 'getHealth', status: 200, result: 'passed' },
    { operation: 'getHealth', status: 503, result: 'skipped' },
  ],
  groups: [{ name: 'HEAD', planned: 2, passed: 2, skipped: 0 }],
  failures: [],
  durationMs: 1200,
};
const broken: typeof target = {
  ...target,
  passed: 2,
  failed: 1,
  cells: [{ operation: 'getHealth', status: 200, result: 'failed' }],
  failures: [{ testCase: 'getHealth › 200 › healthy', where: 'body /status', detail: 'is <missing>' }],
};
const proofs: Required<Omit<Reports, 'targets' | 'errors'>> = {
  parity: {
    seed: 7,
    compared: 9,
    differences: [],
    accepted: [{ reason: 'x', times: 2 }],
    unused: [],
    durationMs: 1,
  },
  fuzz: { url: target.url, runs: 5, seed: 7, answers: { 200: 5 }, failures: [], durationMs: 1 },
  mutation: {
    mutators: [{ mutator: 'null', mutants: 4, killed: 4, survived: 0, equivalent: 0 }],
    score: 100,
    survivors: [],
    unusedEquivalents: [],
    durationMs: 1,
  },
  contractMutation: { mutants: [], unnoticed: [], withoutDrift: [], durationMs: 1 },
};

describe('evidenceOf', () => {
  it.each([
    ['a run that passed', { targets: [target] }, 'passed'],
    ['a run that failed', { targets: [target, broken] }, 'failed'],
    ['a run with every proof', { targets: [target], ...proofs }, 'passed'],
    [
      'a mutant that survived',
      { targets: [target], mutation: { ...proofs.mutation, score: 99.9 } },
      'failed',
    ],
    [
      'a contract mutant without a detector',
      { targets: [target], contractMutation: { ...proofs.contractMutation, unnoticed: ['x'] } },
      'failed',
    ],
    [
      'an accepted difference that no longer occurs',
      { targets: [target], parity: { ...proofs.parity, unused: ['x'] } },
      'failed',
    ],
    [
      'a generated request that failed',
      {
        targets: [target],
        fuzz: { ...proofs.fuzz, failures: [{ operation: 'getHealth', failures: [], curl: 'curl x' }] },
      },
      'failed',
    ],
    ['a proof that could not be finished', { targets: [target], errors: { fuzz: 'no' } }, 'failed'],
  ])('%s → evidence that matches its schema, with the verdict', (_, reports: Reports, verdict) => {
    const evidence = JSON.parse(JSON.stringify(evidenceOf(contract, reports, times)));
    expect(isEvidence(evidence), ajv.errorsText(isEvidence.errors)).toBe(true);
    expect(evidence).toMatchObject({ verdict, durationMs: 2500, seed: 7 });
  });

  it('evidence with a member that the schema lacks → does not match the schema', () => {
    const evidence = { ...evidenceOf(contract, { targets: [target] }, times), remark: 'looks good' };
    expect(isEvidence(evidence)).toBe(false);
  });
});

describe('renderVerdict', () => {
  it('targets and proofs → by verdict, without the proofs that did not run', () => {
    const { parity, fuzz } = proofs;
    const failing = { ...parity, unused: ['x'] };
    const errors = { mutation: 'tests fail without a mutation' };
    const reports = { targets: [target, broken], parity: failing, fuzz, errors };
    const evidence = evidenceOf(contract, reports, times);
    const lines = stripVTControlCharacters(renderVerdict(evidence)).split('\n');
    expect(lines).toEqual(['✓ passed: server, fuzz', '✗ failed: server, parity, mutation (2.5 s)']);
  });
});

describe('renderJunit', () => {
  it('cells, groups and proofs → test cases', () => {
    const xml = renderJunit(evidenceOf(contract, { targets: [target], fuzz: proofs.fuzz }, times));
    expect(xml).toMatch(/<testsuite [^>]*name="server"/);
    expect(xml.match(/<skipped/g)).toHaveLength(4);
    expect(xml).not.toContain('<failure');
  });

  it('a proof that could not be finished → a failure with the reason', () => {
    const reports = { targets: [target], errors: { fuzz: 'no & no' } };
    expect(renderJunit(evidenceOf(contract, reports, times))).toContain('no &amp; no');
  });

  it('a failed cell → a failure with its location, escaped', () => {
    const xml = renderJunit(evidenceOf(contract, { targets: [broken] }, times));
    expect(xml).toContain('getHealth › 200 › healthy: body /status is &lt;missing');
  });
});
