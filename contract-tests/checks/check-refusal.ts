/** Responses that belong to no operation, so the contract declares none: unknown path, 405, 406, preflights. */
import { type Failure, isInfrastructure, type ReceivedResponse } from '../../contract/check-response.ts';
import { responseHeaders } from '../../contract/http-headers.ts';
import { isObject, lookup, parseJson } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';

const members = '/components/schemas/ProblemMembers';

/** A refusal is a problem with the members that every problem has, and no others. A 204 has no body. */
export function checkRefusal(contract: Contract, received: ReceivedResponse): Failure[] {
  const body = received.body ?? '';
  const undeclared = contract.asClient ? [] : undeclaredHeaders(contract, received);
  if (received.status < 300) {
    return body === '' ? undeclared : [...undeclared, { where: 'body', detail: 'must be empty' }];
  }
  const failures = [
    ...undeclared,
    ...mustBe(received, 'content-type', 'application/problem+json'),
    ...mustBe(received, 'cache-control', 'no-store'),
  ];
  if (failures.length > 0 || received.method.toUpperCase() === 'HEAD') return failures;
  return checkProblem(contract, body);
}

// No operation declares headers for this response. A header that no operation declares at all is still wrong.
function undeclaredHeaders(contract: Contract, { headers }: ReceivedResponse): Failure[] {
  const declared = new Set(['allow', ...responseHeaders(contract).keys()]);
  return Object.keys(headers)
    .filter((name) => !declared.has(name) && !isInfrastructure(name))
    .map((name) => ({ where: `header ${name}`, detail: 'is declared nowhere' }));
}

function checkProblem(contract: Contract, body: string): Failure[] {
  const problem = parseJson(body);
  if (!isObject(problem)) return [{ where: 'body', detail: 'must be a problem in JSON' }];
  const known = lookup(contract.document, `${members}/properties`);
  const { asClient } = contract;
  const unknown = Object.keys(problem).filter(
    (name) => !asClient && (!isObject(known) || !Object.hasOwn(known, name)),
  );
  return [
    ...(asClient ?? contract)
      .validate(members, problem)
      .map(({ pointer, detail }) => ({ where: `body ${pointer}`, detail })),
    ...unknown.map((name) => ({ where: `body /${name}`, detail: 'must not be there' })),
  ];
}

function mustBe({ headers }: ReceivedResponse, name: string, value: string): Failure[] {
  const actual = String(headers[name] ?? 'missing');
  // JSON is always UTF-8, so a charset that says so changes nothing.
  const isRight = actual === value || actual.toLowerCase() === `${value}; charset=utf-8`;
  return isRight ? [] : [{ where: `header ${name}`, detail: `must be ${value}, is ${actual}` }];
}
