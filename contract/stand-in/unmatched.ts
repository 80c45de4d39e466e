/** What the mock says about a request that no scenario has. */

import { mockHeaderName } from '../http-headers.ts';
import { equalJson, isObject, pointerTo, preview } from '../json.ts';
import type { Contract, MediaDefinition, Operation } from '../model.ts';
import { parseQuery, readParameter } from '../parameter-values.ts';
import { placeOfParameter } from '../refusals.ts';
import { matchedParameters } from '../scenarios.ts';
import { applicableSchemas, schemasWithin } from '../schema-walk.ts';
import type { MockRequest, Refusal } from './model.ts';

const maxLength = 300;

/** @param origin of the body that is sent all the same */
export function mockHeader(origin?: string): Record<string, string> {
  return { [mockHeaderName]: ['no-matching-example', origin].filter(Boolean).join('; ') };
}

/** With --strict. @param inputs of the request */
export function noExample(inputs: string): Refusal {
  const detail = `The contract has no example with these inputs: ${inputs}.`;
  return { slug: 'not-implemented', detail, headers: mockHeader() };
}

interface Input {
  readonly pointer: string;
  readonly value: unknown;
  /** Its values in the examples. */
  readonly examples: readonly unknown[];
}

/** The inputs that no example has; all of them, when each is in an example. Never credentials. */
export function unmatchedInputs(
  contract: Contract,
  operation: Operation,
  { path, search, headers }: MockRequest,
  body: unknown,
): string {
  const raw = { path: contract.find(path).values, query: parseQuery(search), headers };
  const given = matchedParameters(operation)
    .filter(({ name }) => !isSecret(operation, name))
    .map(
      (parameter): Input => ({
        pointer: placeOfParameter(parameter),
        value: readParameter(contract, parameter, raw),
        examples: [...parameter.examples.values()],
      }),
    );
  const inputs = [...given, ...membersOf(contract, operation, body)].filter(
    ({ value }) => value !== undefined,
  );
  const unknown = inputs.filter(({ value, examples }) => !examples.some((one) => equalJson(one, value)));
  const named = unknown.length > 0 ? unknown : inputs;
  const text =
    named.map(({ pointer, value }) => `${pointer} ${preview(value)}`).join(', ') || 'without inputs';
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

function isSecret({ security }: Operation, name: string): boolean {
  const keys = (security?.alternatives ?? []).flatMap(({ scheme }) =>
    scheme.type === 'apiKey' ? scheme.parameter.toLowerCase() : [],
  );
  return ['authorization', 'cookie', ...keys].includes(name.toLowerCase());
}

/** The members of a body that is an object; otherwise the body. */
function membersOf({ document }: Contract, { requestBody }: Operation, body: unknown): Input[] {
  const media = [...(requestBody?.content.values() ?? [])];
  const examples = media.flatMap((one) => [...one.examples.values()]);
  if (!isObject(body)) return [{ pointer: '/body', value: body, examples }];
  const isPassword =
    (name: string) =>
    ({ schemaPointer }: MediaDefinition) =>
      schemasWithin(document, applicableSchemas(document, schemaPointer), name).some(
        ({ schema }) => schema.format === 'password',
      );
  return Object.entries(body)
    .filter(([name]) => !media.some(isPassword(name)))
    .map(([name, value]) => ({
      pointer: pointerTo('/body', name),
      value,
      examples: examples.flatMap((one) => (isObject(one) ? [one[name]] : [])),
    }));
}
