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
    build: { id: 'ef', commit: '12' },
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
  skipped: [{ testCase: 'getHealth › 503 › no release', reason: 'needs a local server' }],
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
  const render = (reports: Reports) => renderJunit(evidenceOf(contract, reports, times));

  it('cells, groups and proofs → test cases, and a skip says why', () => {
    const xml = render({ targets: [target], fuzz: proofs.fuzz });
    expect(xml).toMatch(/<testsuite name="server" tests="3" failures="0" errors="0" skipped="1" /);
    expect(xml).toContain('name="getHealth › 503"><skipped message="needs a local server"/></testcase>');
    expect(xml.match(/<skipped message="was not asked for"/g)).toHaveLength(3);
  });

  it('a proof that could not be finished → an error with the reason', () => {
    const xml = render({ targets: [target], errors: { fuzz: 'no & no' } });
    expect(xml).toContain('name="fuzz"><error message="no &amp; no">no &amp; no</error>');
    expect(xml).toMatch(/<testsuites name="contract" tests="7" failures="0" errors="1" skipped="4" /);
  });

  it('a failed cell → a failure with its location, escaped', () => {
    const xml = render({ targets: [broken] });
    expect(xml).toMatch(/<testsuite name="server" tests="2" failures="1" errors="0" /);
    expect(xml).toContain('>getHealth › 200 › healthy: body /status is &lt;missing&gt;</failure>');
  });

  it.each([
    ['no response', [{ where: 'connection', detail: 'refused' }], 0, 1],
    ['no response and a wrong one', [broken.failures[0]!, { where: 'quota', detail: 'used up' }], 1, 0],
  ])('%s → %j: %i failures, %i errors', (_, found, failures, errors) => {
    const testCase = 'getHealth › 200 › healthy';
    const xml = render({ targets: [{ ...broken, failures: found.map((one) => ({ testCase, ...one })) }] });
    expect(xml).toContain(`name="server" tests="2" failures="${failures}" errors="${errors}" `);
  });

  it('failures of a group, and of neither cell nor group → found there', () => {
    const detail = 'is \u0000 "bad"';
    const inGroup = { testCase: 'getHealth › 200 › HEAD', group: 'HEAD', where: 'body', detail };
    const all = { testCase: 'all', where: 'number of test cases', detail: 'must be 3, is 2' };
    const xml = render({ targets: [{ ...target, failed: 2, failures: [inGroup, all] }] });
    expect(xml).toContain(
      'name="HEAD"><failure message="getHealth › 200 › HEAD: body is \uFFFD &quot;bad&quot;"',
    );
    expect(xml).toContain('name="all"><failure ');
    expect(xml).toContain('name="getHealth › 200"/>');
  });
});
