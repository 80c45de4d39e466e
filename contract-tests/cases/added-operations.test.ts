import { createServer } from 'node:http';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import type { Contract } from '../../contract/model.ts';
import { createListener } from '../../mock/listener.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { renderFuzz } from '../fuzz/report.ts';
import { requestKinds, seedOf } from '../fuzz/request-kinds.ts';
import { runFuzz } from '../fuzz/run-fuzz.ts';
import { createSources } from '../fuzz/source.ts';
import { type Listening, listen } from '../http/listen.ts';
import { payload } from '../http/planned-request.ts';
import type { Plan } from '../model.ts';
import { createPlan } from '../plan.ts';
import { summarise } from '../report/summary.ts';
import { runPlan } from '../run.ts';
import { mockAt } from '../targets/local-targets.ts';
import { addedOperations, contractWithAdded } from '../testing/added-operations.ts';

const ours = readContract();
const contract = contractWithAdded();
/** Only what was added, because planning takes time. */
const added = { ...contract, operations: contract.operations.filter(({ id }) => isAdded(id)) };
const remote = { name: 'remote', url: '', servesExamples: false };

let close = async () => {};
afterEach(() => close());

/** A mock of the contract with what was added. */
let mock: Listening;
/** The plan for this mock. */
let planned: Plan;
/** The plan for a target with other data. */
let elsewhere: Plan;
beforeAll(async () => {
  mock = await listen(createServer(createListener(contract)));
  planned = createPlan(added, mockAt(mock.url), defaultRelease);
  elsewhere = createPlan(contract, remote, defaultRelease);
});
afterAll(() => mock.close());

const namesOf = ({ cases }: Plan, wanted = '') =>
  cases.map(({ name }) => name).filter((name) => name.startsWith(wanted));

describe('operations that were added to the contract', () => {
  it('a target that keeps the contract → every case passes', async () => {
    const invariants = planned.invariants.filter(({ name }) => isAdded(name.split(' ')[0]!));
    const report = await runPlan(added, mockAt(mock.url), { ...planned, invariants });
    expect(invariants.map(({ name }) => name)).toEqual([
      ...['searchToys › HEAD', 'readToy › HEAD'],
      ...['searchToys › conditions without a validator', 'readToy › conditions without a validator'],
    ]);
    expect(report.failures.filter(({ testCase }) => !testCase.startsWith('countToys'))).toEqual([]);
    expect(report.cells.filter(({ operation }) => operation === 'orderToys')).toEqual(
      [201, 400, 404, 413, 415, 500].map((status) => ({ operation: 'orderToys', status, result: 'passed' })),
    );
  });

  it('two query parameters and an optional one → names of their own, and only the required one may not be missing', () => {
    const names = namesOf(planned, 'searchToys › 400');
    expect(names).toEqual(expect.arrayContaining(['q missing', 'limit repeated', 'colour enum'].map(titled)));
    expect(names).not.toContain(titled('limit missing'));
    expect(names).not.toContain(titled('colour missing'));
    expect(new Set(names).size).toBe(names.length);
  });

  it('several media types → each is asked for and sent, and no body where it is optional', () => {
    const own = planned.cases.filter(
      ({ operation, status }) => operation.id === 'reportToys' && status === 200,
    );
    const shown = own.map(({ name, request }) => {
      const { accept = '', 'content-type': type = 'none' } = request.headers;
      return [
        name.replace('reportToys › 200 › ', ''),
        accept.split(',')[0],
        type.split(';')[0],
        payload(request).slice(0, 17),
      ];
    });
    expect(shown).toEqual(
      expect.arrayContaining([
        ['some', 'application/json', 'application/json', '{"note":"hello"}'],
        ['some (2)', 'text/csv', 'application/json', '{"note":"hello"}'],
        ['accepts text/csv', 'text/csv', 'application/json', '{"note":"hello"}'],
        ['sends multipart/form-data', 'application/json', 'multipart/form-data', '--part-of-this-fo'],
        ['sends no body', 'application/json', 'none', ''],
      ]),
    );
  });

  it('parameters, bodies and read-only members → each broken in its own place', () => {
    const names = namesOf(planned, 'reportToys › 4');
    const faults = [
      '400 › path from malformed',
      '400 › path to maximum',
      '400 › query tag maxItems',
      '400 › query tag /0 maxLength',
      '400 › query tag repeated',
      '400 › header X-Depth missing',
      '400 › header X-Depth malformed',
      '400 › body application/json /id not',
      '400 › body application/json is truncated JSON',
      '400 › body multipart/form-data /note required',
      '400 › body multipart/form-data is another boundary',
      '400 › body text/plain maxLength',
      '415 › content-type application/x-www-form-urlencoded',
      '415 › content-type text/plain; charset=utf-16',
    ];
    expect(names).toEqual(expect.arrayContaining(faults.map((fault) => `reportToys › ${fault}`)));
  });

  it('an operation without a scenario, of whose parameter nothing is known → its cells uncovered, with the reason', () => {
    const report = summaryOf(added, planned);
    expect(report.failures.filter(({ testCase }) => testCase.startsWith('countToys'))).toEqual(
      [200, 500].map((status) => ({
        testCase: `countToys › ${status}`,
        where: 'uncovered:',
        detail: reason('parameter shelf of countToys'),
      })),
    );
  });

  it('other data → a value for each component; without one the operation is uncovered, and the rest still runs', () => {
    const pathOf = (name: string) => elsewhere.cases.find((one) => one.name === name)?.request.path;
    expect(pathOf('readToy › 200 › data of the target')).toBe(
      '/api/toys/S/POP'.replace('S/POP', firstCodes()),
    );
    expect([...elsewhere.unplanned!].filter(([id]) => isAdded(id))).toEqual([
      ['countToys', reason('parameter shelf of countToys')],
    ]);
    // Every valid request succeeds, so that of its scenario does.
    expect(pathOf('searchToys › 200 › data of the target')).toBe('/api/toys/search?q=ball');
    const before = namesOf(createPlan(ours, remote, defaultRelease));
    const after = namesOf(elsewhere).filter((name) => !isAdded(name.split(' ')[0]!));
    expect(after).toEqual(before);
  });

  it('other data → a list as body, from its components, without what is read only or optional', () => {
    const { cases, skipped } = elsewhere;
    const { request } = cases.find(({ name }) => name === 'orderToys › 413 › a byte too long')!;
    const [layer] = firstCodes().split('/');
    const item = { layer, gift: { wrapped: true } };
    expect(JSON.parse(String(request.text))).toEqual([item, item]);
    // It would change what the target has.
    expect(skipped.map(({ name }) => name)).toContain('orderToys › 201 › data of the target');
  });

  it('the requests that are generated for another operation → unchanged', () => {
    const requestsOf = (from: Contract) =>
      requestKinds(createSources(from, defaultRelease), 2000)
        .filter(({ operation }) => operation.id === 'getRelease')
        .map((kind) => fc.sample(kind.requests, { seed: seedOf(1, kind), numRuns: 20 }));
    expect(requestsOf(contract)).toEqual(requestsOf(ours));
  });
  it('a format that cannot be generated → a failure of its operation, and the other requests are sent', async () => {
    const text = contract.text.replace(
      '"q","in":"query","required":true,"schema":{',
      '$&"format":"iso-date-time",',
    );
    const strange = parseContract(text);
    const target = await listen(createServer(createListener(strange)));
    close = target.close;
    const run = await runFuzz({ url: target.url, contract: strange, runs: 300, seed: 1 });
    const impossible = run.failures.filter(({ curl }) => curl === undefined);
    expect(impossible.map(({ operation }) => operation)).toEqual(['searchToys', 'searchToys']);
    expect(renderFuzz(run)).toContain('valid requests cannot be made: no value can be made for the schema');
    expect(Object.values(run.answers).reduce((sum, times) => sum + times)).toBeGreaterThan(200);
  });
});

function titled(title: string): string {
  return `searchToys › 400 › query ${title}`;
}

function reason(input: string): string {
  return `no value for ${input}; add a line in contract-tests/invariants/known-values.ts`;
}

function firstCodes(): string {
  const [layer] = defaultRelease.layers;
  return `${layer!.code}/${layer!.categories[0]!.code}`;
}

function summaryOf(from: Contract, plan: Plan) {
  const failures = new Map([...plan.cases, ...plan.invariants].map(({ name }) => [name, []]));
  return summarise(from, remote, plan, { ran: failures.size, failures });
}

function isAdded(id: string): boolean {
  return addedOperations.includes(id);
}
