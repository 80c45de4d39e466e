/** The evidence as JUnit XML, which CI systems can show. */
import type { CaseFailure } from '../model.ts';
import type { Evidence } from './evidence.ts';

type Target = Evidence['targets'][number];

/** A `failure` was found by a check. An `error`: the test could not be run, so that nothing was checked. */
interface Test {
  readonly suite: string;
  readonly name: string;
  readonly result: 'passed' | 'failure' | 'error' | 'skipped';
  readonly message?: string;
}

// No package: junit-xml 1.2.0 writes each failure as an <error>, and no reason of a skip.
export function renderJunit(evidence: Evidence): string {
  const { startedAt, durationMs, targets } = evidence;
  const suites = [
    ...targets.map((target) => ({ name: target.target, ms: target.durationMs, tests: testsOf(target) })),
    { name: 'proofs', ms: 0, tests: proofTests(evidence) },
  ];
  const lines = suites.flatMap(({ name, ms, tests }) => [
    `<testsuite ${attributes({ name, ...counts(tests), time: ms / 1000, timestamp: startedAt })}>`,
    ...tests.map(renderTest),
    '</testsuite>',
  ]);
  const all = counts(suites.flatMap(({ tests }) => tests));
  const root = attributes({ name: 'contract', ...all, time: durationMs / 1000 });
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${root}>`, ...lines, '</testsuites>\n'].join(
    '\n',
  );
}

function counts(tests: readonly Test[]) {
  const count = (result: Test['result']) => tests.filter((test) => test.result === result).length;
  return {
    tests: tests.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function testsOf({ target: suite, cells, groups, failures, skipped }: Target): Test[] {
  const ofCell = (name: string) => (one: { testCase: string; group?: string }) =>
    one.group === undefined && (one.testCase === name || one.testCase.startsWith(`${name} › `));
  const cellTests = cells.map(({ operation, status, result }): Test => {
    const name = `${operation} › ${status}`;
    if (result === 'passed') return { suite, name, result };
    if (result === 'skipped')
      return { suite, name, result, message: skipped.find(ofCell(name))?.reason ?? 'was not planned' };
    return { suite, name, ...outcomeOf(failures.filter(ofCell(name))) };
  });
  const groupTests = groups.flatMap(({ name, planned }): Test[] => {
    const inGroup = (one: { group?: string }) => one.group === name;
    const left = skipped.filter(inGroup).map(({ testCase, reason }) => skip(suite, testCase, reason));
    return [...(planned > 0 ? [{ suite, name, ...outcomeOf(failures.filter(inGroup)) }] : []), ...left];
  });
  const isInCell = (failure: CaseFailure) =>
    cells.some(({ operation, status }) => ofCell(`${operation} › ${status}`)(failure));
  const others = failures.filter((failure) => failure.group === undefined && !isInCell(failure));
  return [
    ...cellTests,
    ...groupTests,
    ...others.map((failure) => ({ suite, name: failure.testCase, ...outcomeOf([failure]) })),
  ];
}

const skip = (suite: string, name: string, message: string): Test => ({
  suite,
  name,
  result: 'skipped',
  message,
});

// Places of failures that say why there is no response, or no check of it.
const notRun = /^(?:connection|preparation|quota|Dredd|test case|transaction|check)$/;

function outcomeOf(failures: readonly CaseFailure[]): Pick<Test, 'result' | 'message'> {
  if (failures.length === 0) return { result: 'passed' };
  const message = failures.map(({ testCase, where, detail }) => `${testCase}: ${where} ${detail}`).join('\n');
  return { result: failures.every(({ where }) => notRun.test(where)) ? 'error' : 'failure', message };
}

function proofTests({ parity, fuzz, mutation, contractMutation, errors }: Evidence): Test[] {
  const suite = 'proofs';
  const proofs = Object.entries({ parity, fuzz, mutation, contractMutation });
  return [
    ...Object.entries(errors).map(([name, message]): Test => ({ suite, name, result: 'error', message })),
    ...proofs
      .filter(([name]) => errors[name] === undefined)
      .map(([name, proof]): Test => {
        if (!proof) return skip(suite, name, 'was not asked for');
        if (proof.verdict === 'passed') return { suite, name, result: 'passed' };
        return { suite, name, result: 'failure', message: JSON.stringify(proof, null, 2) };
      }),
  ];
}

function renderTest({ suite, name, result, message = '' }: Test): string {
  const open = `<testcase ${attributes({ classname: suite, name })}`;
  if (result === 'passed') return `${open}/>`;
  if (result === 'skipped') return `${open}><skipped ${attributes({ message })}/></testcase>`;
  const [title = ''] = message.split('\n');
  return `${open}><${result} ${attributes({ message: title })}>${escaped(message)}</${result}></testcase>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ');
}

/** XML has no way to write most control characters, and a response may hold any. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
