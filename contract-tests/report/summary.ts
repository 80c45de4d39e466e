import type { Contract } from '../../contract/model.ts';
import type {
  Beyond,
  Cell,
  ContractRun,
  LeftOut,
  Outcome,
  Plan,
  Target,
  TransactionFailure,
} from '../model.ts';

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
