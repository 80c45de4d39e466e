/** Sends what clients of an earlier contract send to a newer server, and reads the responses as they do. */
import { checkResponse, type Failure, type ReceivedResponse } from '../../contract/check-response.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { declaredResponse } from '../../contract/read-responses.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { otherStatus } from '../checks/create-checks.ts';
import { sendCases } from '../http/send-cases.ts';
import type { CaseFailure, Target, TestCase } from '../model.ts';
import { createPlan, scenarioCases } from '../plan.ts';
import { isWrite } from '../writes.ts';
import { openContract } from './open-contract.ts';

export interface CompatibilityReport {
  readonly target: string;
  readonly url: string;
  /** The version of the earlier contract. */
  readonly version: string;
  readonly ran: number;
  /** Cases that this target cannot be brought into the state for. */
  readonly skipped: number;
  /** What a client of the earlier contract meets, by case of that contract. */
  readonly broken: readonly CaseFailure[];
}

export async function runCompatibility(
  earlier: Contract,
  target: Target,
  release: Release,
): Promise<CompatibilityReport> {
  const { cases, skipped, unplanned = new Map() } = createPlan(earlier, target, release);
  const scenarios = new Set(scenarioCases(earlier, { compareWithExamples: false }).map(({ name }) => name));
  // Clients rely on what an invalid request gets only where an example says it. A newer server may accept it.
  const isRelied = ({ name, status, undeclared }: TestCase) =>
    !undeclared && (scenarios.has(name) || ![400, 415].includes(status));
  // What the earlier contract refuses, a newer server may do. A server that we did not start has other users.
  const isSafe = ({ operation, url }: TestCase) =>
    url !== undefined || target.overrideFor !== undefined || !isWrite(operation);
  const relied = cases.filter(isRelied);
  const safe = relied.filter(isSafe);
  const read = createReader(openContract(earlier));
  const { ran, failures } = await sendCases(safe, target, read);
  const unsent = [...unplanned].map(([testCase, detail]) => ({ testCase, where: 'plan', detail }));
  const found = [...failures].flatMap(([testCase, all]) => all.map((failure) => ({ testCase, ...failure })));
  const { name, url } = target;
  return {
    target: name,
    url,
    version: earlier.version,
    ran,
    skipped: skipped.length + relied.length - safe.length,
    broken: [...unsent, ...found],
  };
}

/** @returns what a client cannot read in the response to a case */
function createReader(opened: Contract) {
  const operations = new Map(opened.operations.map((operation) => [operation.id, operation]));
  return (planned: TestCase, received: ReceivedResponse): Failure[] => {
    const operation = operations.get(planned.operation.id) ?? planned.operation;
    if (!isExpected(planned, operation, received.status)) return [otherStatus(planned.status, received)];
    const declared = declaredResponse(operation, received.status);
    if (!declared) return [];
    // A client ignores headers that it does not know.
    const known = Object.entries(received.headers).filter(
      ([name]) => declared.headers.has(name) || name === 'content-type',
    );
    return checkResponse(opened, operation, { ...received, headers: Object.fromEntries(known) });
  };
}

/**
 * A success may be another one that was declared. A problem may be one that the client does not know, of the same class
 * (RFC 9110, 15), or a success: what was refused is allowed now.
 */
function isExpected({ status, anyStatus }: TestCase, operation: Operation, received: number): boolean {
  const isDeclared = declaredResponse(operation, received) !== undefined;
  if (status === received || (anyStatus && isDeclared)) return true;
  if (received < 400) return isDeclared;
  return status >= 400 && Math.floor(status / 100) === Math.floor(received / 100);
}
