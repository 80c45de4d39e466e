import type { Hooks, Transaction } from 'dredd';
import type { Failure } from '../../contract/check-response.ts';
import type { Contract } from '../../contract/model.ts';
import { failureFrom, type Patience } from '../http/patience.ts';
import { type PlannedRequest, payload } from '../http/planned-request.ts';
import { createSend, type RawResponse } from '../http/send.ts';
import type { TestCase } from '../model.ts';

export interface DreddHooks {
  attach(hooks: Hooks): void;
  /** What the check of each response found, by name of the test case; or why there is no response. */
  readonly checked: ReadonlyMap<string, readonly Failure[]>;
  /** Why the run proves nothing, if so. Dredd swallows what a hook throws, so the caller has to ask. */
  setupFailure(): string | undefined;
}

/**
 * Hooks that replace the transactions that Dredd compiled, one for each declared status, with the test cases.
 *
 * @param url the target, for cases without a URL of their own
 * @param patience when the target refuses a request because of its quota, the request is sent again
 */
export function createHooks(
  contract: Contract,
  cases: readonly TestCase[],
  url: string,
  patience?: Patience,
): DreddHooks {
  const casesByName = new Map(cases.map((testCase) => [testCase.name, testCase]));
  const checked = new Map<string, Failure[]>();
  const unprepared = new Map<string, Failure>();
  let setupFailure: string | undefined = 'Dredd did not load its hooks';
  return {
    checked,
    setupFailure: () => setupFailure,
    attach(hooks) {
      hooks.beforeAll((transactions) => {
        setupFailure = missingTransactions(contract, transactions);
        const replacements = cases.flatMap((testCase) => transactionFor(testCase, transactions, url));
        transactions.splice(0, transactions.length, ...replacements);
      });
      hooks.beforeEach((transaction, done) => {
        prepare(casesByName.get(transaction.name), transaction, url, patience)
          .catch((error: unknown) => {
            const failure = failureFrom(error, 'preparation');
            unprepared.set(transaction.name, failure);
            // Not sent: the target has refused enough requests.
            if (failure.where !== 'quota') return;
            checked.set(transaction.name, [failure]);
            transaction.fail = failure.detail;
          })
          .finally(done);
      });
      hooks.beforeEachValidation((transaction, done) => {
        const { name } = transaction;
        const testCase = casesByName.get(name);
        const lost = (error: unknown) => [failureFrom(error, 'connection')];
        sendAgain(testCase, transaction, url, patience)
          .then(() => checkTransaction(testCase, transaction), lost)
          .then((found) => {
            const preparation = unprepared.get(name);
            const failures = preparation ? [preparation, ...found] : found;
            checked.set(name, failures);
            if (failures.length > 0) transaction.fail = 'the response breaks the contract';
          })
          .finally(done);
      });
    },
  };
}

/** Dredd silently leaves out what it cannot read, and reports success for the rest. */
function missingTransactions({ operations }: Contract, compiled: readonly Transaction[]): string | undefined {
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

/** A copy of a compiled transaction of the operation, with the request of the test case. */
function transactionFor(
  { name, operation, status, anyStatus, request, url }: TestCase,
  compiled: readonly Transaction[],
  targetUrl: string,
): Transaction[] {
  const ofOperation = compiled.filter(({ origin }) => origin.actionName === operation.id);
  const template =
    ofOperation.find((transaction) => isFor(transaction, operation.id, status)) ?? ofOperation[0];
  if (!template) return [];
  const { protocol, hostname: host, port, pathname } = new URL(url ?? targetUrl);
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
      // Dredd compares the status. Headers and bodies are checked by the hook: Dredd compares only the shape of an
      // example, and treats `application/json; charset=utf-8` as another type.
      expected: anyStatus ? {} : { statusCode: String(status) },
    },
  ];
}

function requestOf(request: PlannedRequest): Transaction['request'] {
  const { method, path: uri, headers } = request;
  return { method: method.toUpperCase(), uri, headers: { ...headers }, body: payload(request) };
}

async function prepare(
  testCase: TestCase | undefined,
  transaction: Transaction,
  url: string,
  patience: Patience | undefined,
) {
  patience?.check();
  if (!testCase?.prepare) return;
  const send = createSend(testCase.url ?? url, { patience });
  transaction.request = requestOf(await testCase.prepare(send, testCase.request));
}

/** Replaces a 429 that the case does not expect by the response to the same request, when the quota is back. */
async function sendAgain(
  testCase: TestCase | undefined,
  transaction: Transaction,
  url: string,
  patience: Patience | undefined,
) {
  const { request, real } = transaction;
  if (!testCase || !patience || real?.statusCode !== 429 || testCase.status === 429) return;
  const { method, headers, body: text } = request;
  const { pathname: prefix } = new URL(testCase.url ?? url);
  const path = transaction.fullPath.slice(prefix.replace(/\/$/, '').length);
  const send = createSend(testCase.url ?? url);
  let refusal: Pick<RawResponse, 'status' | 'headers' | 'body'> | undefined = {
    status: 429,
    headers: real.headers,
    body: real.body ?? '',
  };
  const { status: statusCode, ...response } = await patience.obey(async () => {
    const received = refusal ?? (await send({ method, path, headers, text }));
    refusal = undefined;
    return received;
  });
  transaction.real = { statusCode, headers: response.headers, body: response.body };
}

function checkTransaction(testCase: TestCase | undefined, { request, real }: Transaction): Failure[] {
  if (!testCase || !real) return [{ where: 'transaction', detail: 'was not planned, or has no response' }];
  const { statusCode: status, headers, body = '', bodyEncoding } = real;
  try {
    // Dredd encodes a body that is not text.
    const text = bodyEncoding === 'base64' ? Buffer.from(body, 'base64').toString() : body;
    return testCase.check({ method: request.method, status, headers, body: text });
  } catch (error) {
    return [{ where: 'check', detail: String(error) }];
  }
}
