import { afterEach, describe, expect, it } from 'vitest';
import type { Contract } from '../contract/model.ts';
import { toyContract } from '../contract/testing/toy-contract.ts';
import { scenarioCases } from './plan.ts';
import { runPlan } from './run.ts';
import { type FakeResponse, type Faults, startFakeTarget } from './testing/fake-target.ts';

let close = async () => {};
afterEach(() => close());

async function run(faults: Faults, { servesExamples = true, contract = toyContract as Contract } = {}) {
  const target = await startFakeTarget(contract, faults);
  close = target.close;
  const cases = scenarioCases(contract, { compareWithExamples: servesExamples });
  return runPlan(
    contract,
    { name: 'fake', url: target.url, servesExamples },
    { cases, invariants: [], skipped: [] },
  );
}

function headers(changed: Record<string, string>) {
  return (response: FakeResponse) => ({ ...response, headers: { ...response.headers, ...changed } });
}

function body(from: string | RegExp, to: string) {
  return (response: FakeResponse) => {
    const changed = response.body.replace(from, to);
    if (changed === response.body) throw new Error(`no ${from} in ${response.body}`);
    return { ...response, body: changed };
  };
}

describe('runPlan', () => {
  it('a target that keeps the contract → every scenario passed, the other cells are uncovered', async () => {
    const report = await run({});
    expect(report).toMatchObject({ planned: 6, ran: 6, passed: 6 });
    expect(report.failures.map(({ testCase }) => testCase)).toEqual(report.uncovered);
    expect(report.uncovered).toEqual([
      'getVersion › 304',
      'getVersion › 429',
      'listToys › 429',
      'orderToy › 429',
    ]);
    expect(report.cells).toContainEqual({ operation: 'listToys', status: 404, result: 'passed' });
  });

  it.each<[fault: string, scenario: string, want: string, make: Faults[string]]>([
    ['undeclared status', 'ball', 'status must be 200, is 201', (response) => ({ ...response, status: 201 })],
    [
      '200 for an error',
      'unknownShelf',
      'status must be 404, is 200',
      (response) => ({ ...response, status: 200 }),
    ],
    [
      '304 for a 200',
      'current',
      'status must be 200, is 304',
      (response) => ({ ...response, status: 304, body: '' }),
    ],
    [
      'missing header',
      'current',
      'header etag is missing',
      ({ headers: { etag, ...headers }, ...response }) => ({ ...response, headers }),
    ],
    ['malformed header', 'current', 'header etag must match pattern', headers({ etag: 'W/"abc"' })],
    [
      'wrong content type',
      'allToys',
      'header content-type must be application/json',
      headers({ 'content-type': 'text/plain' }),
    ],
    [
      'JSON for a problem',
      'noName',
      'header content-type must be application/problem+json',
      headers({ 'content-type': 'application/json' }),
    ],
    [
      'other charset',
      'allToys',
      'header content-type must be',
      headers({ 'content-type': 'application/json; charset=utf-16' }),
    ],
    ['extra property', 'ball', 'body /extra must not be there', body('{', '{"extra":1,')],
    ['missing property', 'noName', 'body /title is missing', body('"title":"Bad order",', '')],
    ['wrong type', 'redToys', 'body /toys/0/price must be integer', body('"price":3', '"price":"3"')],
    ['wrong in the second item', 'allToys', 'body /toys/1/name must be one of', body('"Kite"', '"Kit"')],
    ['broken format', 'current', 'body /day must match format "date"', body('2024-05-01', '2024-05-32')],
    ['valid, and not the example', 'ball', 'body /price the example has 3, the response 4', body('3', '4')],
    ['truncated JSON', 'ball', 'body must be JSON', body('}', '')],
    ['no body', 'ball', 'body must be JSON', (response) => ({ ...response, body: '' })],
    ['no response', 'redToys', 'connection socket hang up', () => undefined],
  ])('%s, %s → %s', async (_, scenario, want, fault) => {
    const { ran, passed, failures } = await run({ [scenario]: fault });
    expect({ ran, passed }).toEqual({ ran: 6, passed: 5 });
    expect(failures[0]!.testCase).toMatch(new RegExp(` › ${scenario}$`));
    expect(`${failures[0]!.where} ${failures[0]!.detail}`).toContain(want);
  });

  it('a wrong response → its cell failed, no other cell', async () => {
    const { cells } = await run({ redToys: headers({ 'content-type': 'text/html' }) });
    expect(cells.filter(({ result }) => result === 'failed')).toEqual([
      { operation: 'listToys', status: 200, result: 'failed' },
    ]);
  });

  it('charset utf-8 and other volatile values → passed', async () => {
    const { passed } = await run({
      current: body('"uptime":12', '"uptime":99'),
      unknownShelf: body('"a1"', '"zz"'),
      ball: headers({ 'content-type': 'application/json; charset=utf-8' }),
    });
    expect(passed).toBe(6);
  });

  it('a plan that cannot be sent → a report in which every case has failed', async () => {
    const [first] = scenarioCases(toyContract, { compareWithExamples: true });
    const impossible = { ...first!, url: 'not a URL' };
    const plan = { cases: [impossible], invariants: [], skipped: [] };
    const target = { name: 'fake', url: 'http://127.0.0.1:9', servesExamples: true };
    const { failures } = await runPlan(toyContract, target, plan);
    expect(failures[0]).toMatchObject({ testCase: impossible.name });
  });

  it('a check that throws → its case has failed, with the reason', async () => {
    const target = await startFakeTarget(toyContract);
    close = target.close;
    const check = () => {
      throw new Error('cannot read it');
    };
    const [first] = scenarioCases(toyContract, { compareWithExamples: true });
    const plan = { cases: [{ ...first!, check }], invariants: [], skipped: [] };
    const { failures } = await runPlan(
      toyContract,
      { name: 'fake', url: target.url, servesExamples: true },
      plan,
    );
    expect(failures[0]).toMatchObject({ where: 'check', detail: 'Error: cannot read it' });
  });

  it('other data on a target that does not serve the examples → checked by schemas only', async () => {
    const fault = { ball: body('3', '4') };
    expect(await run(fault, { servesExamples: false })).toMatchObject({
      passed: 6,
      comparedWithExamples: false,
    });
  });
});
