import type { Hooks, Transaction } from 'dredd';
import type { Failure } from '../contract/check-response.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlannedTransaction } from './plan.ts';

export interface DreddHooks {
  attach(hooks: Hooks): void;
  /** What the check of each answer found, by transaction name. */
  readonly checked: ReadonlyMap<string, readonly Failure[]>;
  /** Why the run means nothing, if so. Dredd swallows what a hook throws, therefore this has to be asked for. */
  refusal(): string | undefined;
}

/**
 * Hooks that replace what Dredd compiled, one transaction for every declared status, by what is planned.
 *
 * @param basePath path of the target's URL, in front of every request path.
 */
export function createHooks(
  contract: Contract,
  plan: readonly PlannedTransaction[],
  basePath: string,
): DreddHooks {
  const planned = new Map(plan.map((transaction) => [transaction.name, transaction]));
  const checked = new Map<string, Failure[]>();
  let refusal: string | undefined = 'Dredd did not load its hooks';
  return {
    checked,
    refusal: () => refusal,
    attach(hooks) {
      hooks.beforeAll((transactions) => {
        refusal = lackOf(contract, transactions);
        const clones = plan.flatMap((transaction) => cloneFor(transaction, transactions, basePath));
        transactions.splice(0, transactions.length, ...clones);
      });
      hooks.beforeEachValidation((transaction) => {
        const failures = checkAnswer(planned.get(transaction.name), transaction);
        checked.set(transaction.name, failures);
        if (failures.length > 0) transaction.fail = 'the answer breaks the contract';
      });
    },
  };
}

/** Dredd leaves out what it cannot read, and calls the rest a success. */
function lackOf({ operations }: Contract, compiled: readonly Transaction[]): string | undefined {
  const missing = operations.flatMap(({ id, responses }) =>
    [...responses.keys()]
      .filter((status) => !compiled.some((transaction) => isFor(transaction, id, status)))
      .map((status) => `${id} ${status}`),
  );
  return missing.length > 0 ? `Dredd compiled no transaction for ${missing.join(', ')}` : undefined;
}

function isFor({ origin, expected }: Transaction, operationId: string, status: number): boolean {
  return origin.actionName === operationId && expected.statusCode === String(status);
}

function cloneFor(
  { name, operation, status, request }: PlannedTransaction,
  compiled: readonly Transaction[],
  basePath: string,
): Transaction[] {
  const template = compiled.find((transaction) => isFor(transaction, operation.id, status));
  if (!template) return [];
  const { method, path: uri, headers } = request;
  const body = request.body === undefined ? '' : JSON.stringify(request.body);
  return [
    {
      ...template,
      name,
      id: name,
      fullPath: `${basePath}${uri}`,
      request: { method: method.toUpperCase(), uri, headers: { ...headers }, body },
      // The status is Dredd's to judge. Of headers and bodies it compares no more than the shape of an example,
      // and `application/json; charset=utf-8` is another type to it: these are for the hook.
      expected: { statusCode: String(status), headers: {} },
    },
  ];
}

function checkAnswer(planned: PlannedTransaction | undefined, { request, real }: Transaction): Failure[] {
  if (!planned || !real) return [{ where: 'transaction', detail: 'was not planned, or has no answer' }];
  return planned.check({ ...real, method: request.method, status: real.statusCode });
}
