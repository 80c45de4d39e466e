/** Failures with the same place and reason have one cause: a missing header breaks every case. */
import type { Failure } from '../../contract/check-response.ts';
import type { CaseFailure } from '../model.ts';

export interface Cause {
  /** Different failures that the same test cases have. */
  readonly failures: readonly Failure[];
  readonly testCases: readonly string[];
  /** Repeats the first test case. */
  readonly curl?: string;
}

/** Those with the most test cases first. */
export function causesOf(failures: readonly CaseFailure[]): Cause[] {
  const byReason = new Map<string, { first: Failure; testCases: Set<string> }>();
  for (const failure of failures) {
    const reason = reasonOf(failure);
    const found = byReason.get(reason) ?? { first: failure, testCases: new Set() };
    byReason.set(reason, found);
    found.testCases.add(failure.testCase);
  }
  const curls = new Map(failures.flatMap(({ testCase, curl }) => (curl ? [[testCase, curl] as const] : [])));
  const causes = new Map<string, { failures: Failure[]; testCases: readonly string[]; curl?: string }>();
  for (const { first, testCases } of byReason.values()) {
    const names = [...testCases];
    const key = names.join('\n');
    const curl = names[0] === undefined ? undefined : curls.get(names[0]);
    const cause = causes.get(key) ?? { failures: [], testCases: names, ...(curl && { curl }) };
    causes.set(key, cause);
    cause.failures.push(first);
  }
  return [...causes.values()].sort((one, other) => other.testCases.length - one.testCases.length);
}

/** The same for failures that differ only in the request, in an index or in the value received. */
function reasonOf({ where, detail }: Failure): string {
  // An invariant names the request first.
  const place = where.replace(/^[A-Z]+ \/\S* (?:\([^)]*\) )?/, '').replaceAll(/\/\d+(?=\/|$)/g, '/*');
  if (place === 'status') return `status ${/, is (\d{3})/.exec(detail)?.[1] ?? detail}`;
  const reason = detail
    .replace(/(?<=\b(?:is|with|has|echo|because)) (?!missing\b|not\b|declared\b).*/s, '')
    .replaceAll(/"[^"]*"|\d+/g, '*');
  return `${place} ${reason}`;
}
