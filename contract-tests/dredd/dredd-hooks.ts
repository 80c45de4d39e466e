import type { Hooks, Transaction } from 'dredd';
import type { Failure } from '../../contract/check-response.ts';
import type { Contract } from '../../contract/model.ts';
import { type PlannedRequest, payload } from '../http/planned-request.ts';
import { createSend } from '../http/send.ts';
import type { TestCase } from '../model.ts';

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
 * @param url the target; a transaction with a URL of its own goes there.
 */
export function createHooks(contract: Contract, plan: readonly TestCase[], url: string): DreddHooks {
  const planned = new Map(plan.map((transaction) => [transaction.name, transaction]));
  const checked = new Map<string, Failure[]>();
  const unprepared = new Map<string, Failure>();
  let refusal: string | undefined = 'Dredd did not load its hooks';
  return {
    checked,
    refusal: () => refusal,
    attach(hooks) {
      hooks.beforeAll((transactions) => {
        refusal = lackOf(contract, transactions);
        const clones = plan.flatMap((transaction) => cloneFor(transaction, transactions, url));
        transactions.splice(0, transactions.length, ...clones);
      });
      hooks.beforeEach((transaction, done) => {
        prepare(planned.get(transaction.name), transaction, url)
          .catch((error: unknown) => {
            unprepared.set(transaction.name, { where: 'preparation', detail: String(error) });
          })
          .finally(done);
      });
      hooks.beforeEachValidation((transaction) => {
        const failures = checkAnswer(planned.get(transaction.name), transaction);
        const lack = unprepared.get(transaction.name);
        if (lack) failures.unshift(lack);
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
  { name, operation, status, anyStatus, request, url: ownUrl }: TestCase,
  compiled: readonly Transaction[],
  url: string,
): Transaction[] {
  const ofOperation = compiled.filter(({ origin }) => origin.actionName === operation.id);
  const template =
    ofOperation.find((transaction) => isFor(transaction, operation.id, status)) ?? ofOperation[0];
  if (!template) return [];
  const { protocol, hostname: host, port, pathname } = new URL(ownUrl ?? url);
  return [
    {
      ...template,
      name,
      id: name,
      protocol,
      host,
      port,
      fullPath: `${pathname.replace(/\/$/, '')}${request.path}`,
      request: requestOf(request),
      // The status is Dredd's to oracle. Of headers and bodies it compares no more than the shape of an example,
      // and `application/json; charset=utf-8` is another type to it: these are for the hook.
      expected: { ...(!anyStatus && { statusCode: String(status) }), headers: {} },
    },
  ];
}

function requestOf(request: PlannedRequest): Transaction['request'] {
  const { method, path: uri, headers } = request;
  return { method: method.toUpperCase(), uri, headers: { ...headers }, body: payload(request) };
}

async function prepare(planned: TestCase | undefined, transaction: Transaction, url: string) {
  if (!planned?.prepare) return;
  transaction.request = requestOf(await planned.prepare(createSend(planned.url ?? url), planned.request));
}

function checkAnswer(planned: TestCase | undefined, { request, real }: Transaction): Failure[] {
  if (!planned || !real) return [{ where: 'transaction', detail: 'was not planned, or has no answer' }];
  return planned.check({ ...real, method: request.method, status: real.statusCode });
}
