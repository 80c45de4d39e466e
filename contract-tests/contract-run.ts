import type { Failure } from '../contract/check-response.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlannedTransaction } from './plan.ts';

/** A running thing that has to keep the contract. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Whether it serves the data of the examples, so that its bodies must equal them. */
  readonly servesExamples: boolean;
}

/** The result of the contract tests on one target. */
export interface ContractRun {
  readonly target: string;
  readonly url: string;
  /** Whether bodies had to equal their examples, or only to keep their schemas. */
  readonly comparedWithExamples: boolean;
  /** Transactions. One that was planned and not run has failed, and so has a run of another number. */
  readonly planned: number;
  readonly ran: number;
  readonly passed: number;
  readonly failed: number;
  /** `listCategories › 429`: declared, and nothing planned provokes it. */
  readonly notReached: readonly string[];
  readonly cells: readonly Cell[];
  readonly failures: readonly TransactionFailure[];
  readonly durationMs: number;
}

/** A declared status of an operation. */
export interface Cell {
  readonly operation: string;
  readonly status: number;
  readonly result: 'passed' | 'failed' | 'not reached';
}

export interface TransactionFailure extends Failure {
  readonly transaction: string;
}

/** What came of sending a plan. */
export interface Outcome {
  /** How many transactions were sent. */
  readonly ran: number;
  /** By name of the transaction, empty for one that passed. */
  readonly failures: ReadonlyMap<string, readonly Failure[]>;
}

export function summarise(
  contract: Contract,
  target: Target,
  plan: readonly PlannedTransaction[],
  { ran, failures: found }: Outcome,
): Omit<ContractRun, 'durationMs'> {
  const failures = [...plan.flatMap(({ name }) => failuresOf(name, found)), ...checkCount(plan.length, ran)];
  const failed = new Set(failures.map(({ transaction }) => transaction));
  const cells = cellsOf(contract, plan, failed);
  return {
    target: target.name,
    url: target.url,
    comparedWithExamples: target.servesExamples,
    planned: plan.length,
    ran,
    passed: plan.filter(({ name }) => !failed.has(name)).length,
    failed: failed.size,
    notReached: cells
      .filter(({ result }) => result === 'not reached')
      .map(({ operation, status }) => `${operation} › ${status}`),
    cells,
    failures,
  };
}

function failuresOf(transaction: string, found: Outcome['failures']): TransactionFailure[] {
  const failures = found.get(transaction) ?? [{ where: 'transaction', detail: 'was planned and not run' }];
  return failures.map((failure) => ({ transaction, ...failure }));
}

function checkCount(planned: number, ran: number): TransactionFailure[] {
  if (ran === planned) return [];
  return [{ transaction: 'all', where: 'number of transactions', detail: `must be ${planned}, is ${ran}` }];
}

function cellsOf(
  contract: Contract,
  plan: readonly PlannedTransaction[],
  failed: ReadonlySet<string>,
): Cell[] {
  return contract.operations.flatMap(({ id, responses }) =>
    [...responses.keys()].map((status) => {
      const names = plan
        .filter((planned) => planned.operation.id === id && planned.status === status)
        .map(({ name }) => name);
      return { operation: id, status, result: resultOf(names, failed) };
    }),
  );
}

function resultOf(names: readonly string[], failed: ReadonlySet<string>): Cell['result'] {
  if (names.length === 0) return 'not reached';
  return names.some((name) => failed.has(name)) ? 'failed' : 'passed';
}
