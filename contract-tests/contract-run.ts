import type { Failure } from '../contract/check-response.ts';
import type { Contract } from '../contract/contract.ts';
import type { Credentials } from './credentials.ts';
import type { LeftOut, Plan } from './plan-run.ts';
import type { Condition } from './variants.ts';

/** A running thing that has to keep the contract. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Whether it serves the data of the examples, so that its bodies must equal them. */
  readonly servesExamples: boolean;
  /** Answers by the contract alone: what no scenario asks, it does not know. */
  readonly isMock?: boolean;
  /** Without them a target is never asked to publish anything. */
  readonly credentials?: Credentials;
  /** Where browsers call from; the target has to allow it. */
  readonly origin?: string;
  /** How a request meets the target in a condition; undefined where it cannot. */
  provoke?(condition: Condition, status: number): Means | undefined;
}

export interface Means {
  /** In place of the target's. */
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The result of the contract tests on one target. */
export interface ContractRun {
  readonly target: string;
  readonly url: string;
  /** Whether bodies had to equal their examples, or only to keep their schemas. */
  readonly comparedWithExamples: boolean;
  /** Transactions and laws. One that was planned and not run has failed, and so has a run of another number. */
  readonly planned: number;
  readonly ran: number;
  readonly passed: number;
  readonly failed: number;
  /** `listCategories › 429`: declared, and nothing planned provokes it. Each is a failure. */
  readonly notReached: readonly string[];
  readonly cells: readonly Cell[];
  /** What is no declared status of an operation. */
  readonly beyond: readonly Beyond[];
  readonly failures: readonly TransactionFailure[];
  readonly durationMs: number;
}

/** A declared status of an operation. */
export interface Cell {
  readonly operation: string;
  readonly status: number;
  /** `local only`: it takes a condition that this target cannot be brought into. */
  readonly result: 'passed' | 'failed' | 'not reached' | 'local only';
}

export interface Beyond {
  readonly name: string;
  readonly planned: number;
  readonly passed: number;
  /** How many need what this target has not: a condition, or data of its own. */
  readonly leftOut: number;
}

export interface TransactionFailure extends Failure {
  readonly transaction: string;
}

/** What came of sending a plan, and how many were sent. */
export interface Outcome {
  readonly ran: number;
  /** By name of the transaction, empty for one that passed. */
  readonly failures: ReadonlyMap<string, readonly Failure[]>;
}

export function summarise(
  contract: Contract,
  target: Target,
  plan: Plan,
  { ran, failures: found }: Outcome,
): Omit<ContractRun, 'durationMs'> {
  const planned = [...plan.transactions, ...plan.laws].map(({ name }) => name);
  const broken = [...planned.flatMap((name) => failuresOf(name, found)), ...checkCount(planned.length, ran)];
  const failedNames = new Set(broken.map(({ transaction }) => transaction));
  const cells = cellsOf(contract, plan, failedNames);
  const notReached = cells
    .filter(({ result }) => result === 'not reached')
    .map(({ operation, status }) => `${operation} › ${status}`);
  const failures = [...broken, ...notReached.map(unreached)];
  return {
    target: target.name,
    url: target.url,
    comparedWithExamples: target.servesExamples,
    planned: planned.length,
    ran,
    passed: planned.filter((name) => !failedNames.has(name)).length,
    failed: failedNames.size + notReached.length,
    notReached,
    cells,
    beyond: beyondOf(plan, failedNames),
    failures,
  };
}

function failuresOf(transaction: string, found: Outcome['failures']): TransactionFailure[] {
  const failures = found.get(transaction) ?? [{ where: 'transaction', detail: 'was planned and not run' }];
  return failures.map((failure) => ({ transaction, ...failure }));
}

function unreached(cell: string): TransactionFailure {
  return { transaction: cell, where: 'cell', detail: 'is declared, and nothing planned reaches it' };
}

function checkCount(planned: number, ran: number): TransactionFailure[] {
  if (ran === planned) return [];
  return [{ transaction: 'all', where: 'number of transactions', detail: `must be ${planned}, is ${ran}` }];
}

function cellsOf(contract: Contract, { transactions, leftOut }: Plan, failed: ReadonlySet<string>): Cell[] {
  const namesIn = (all: readonly LeftOut[], id: string, status: number) =>
    all
      .filter((one) => !one.beyond && one.operation?.id === id && one.status === status)
      .map(({ name }) => name);
  return contract.operations.flatMap(({ id, responses }) =>
    [...responses.keys()].map((status) => {
      const names = namesIn(transactions, id, status);
      const isLocal = names.length === 0 && namesIn(leftOut, id, status).length > 0;
      return { operation: id, status, result: isLocal ? 'local only' : resultOf(names, failed) };
    }),
  );
}

function resultOf(names: readonly string[], failed: ReadonlySet<string>): Cell['result'] {
  if (names.length === 0) return 'not reached';
  return names.some((name) => failed.has(name)) ? 'failed' : 'passed';
}

function beyondOf({ transactions, laws, leftOut }: Plan, failed: ReadonlySet<string>): Beyond[] {
  const planned = [...transactions, ...laws];
  const names = new Set([...planned, ...leftOut].flatMap(({ beyond }) => beyond ?? []));
  return [...names].map((name) => {
    const own = planned.filter(({ beyond }) => beyond === name);
    return {
      name,
      planned: own.length,
      passed: own.filter((one) => !failed.has(one.name)).length,
      leftOut: leftOut.filter(({ beyond }) => beyond === name).length,
    };
  });
}
