import { parseJson, pointerTo } from '../contract/json.ts';
import type { Contract, Operation, Parameter, SchemaFailure } from '../contract/model.ts';
import { pathParameters } from '../contract/paths.ts';
import { explainUnknown, isIgnored, queryNames } from '../contract/unknown-query.ts';
import type { MockRequest, Refusal } from './model.ts';
import { preferenceParameters } from './prism.ts';

/** Refuses a request whose parameters or body break their schemas. Lists every failure with its location. */
export function refuseInputs(
  contract: Contract,
  operation: Operation,
  request: MockRequest,
  body: unknown,
): Refusal | undefined {
  const errors = [
    ...parameterFailures(contract, operation, request),
    ...bodyFailures(contract, operation, body),
  ];
  const [first, ...others] = errors;
  if (!first) return undefined;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return { slug: 'invalid-request', detail: `${first.pointer} ${first.detail}${more}`, errors };
}

function parameterFailures(contract: Contract, operation: Operation, request: MockRequest): SchemaFailure[] {
  const inPath = pathParameters(operation, request.path);
  const valuesOf = ({ in: location, name }: Parameter): string[] => {
    if (location === 'query') return request.query.getAll(name);
    const value = location === 'path' ? inPath?.get(name) : request.headers[name.toLowerCase()];
    return value === undefined ? [] : [String(value)];
  };

  const failures = operation.parameters.flatMap((parameter) => {
    const pointer = pointerTo(`/${parameter.in}`.replace('header', 'headers'), parameter.name);
    const [value, ...others] = valuesOf(parameter);
    if (value === undefined) return parameter.required ? [{ pointer, detail: 'is missing' }] : [];
    if (others.length > 0) return [{ pointer, detail: 'is there more than once' }];
    return valueFailures(contract, parameter, value).map(({ detail }) => ({ pointer, detail }));
  });
  return [...failures, ...unknownParameters(operation, request.query)];
}

// A URL holds text only. So `10` is valid where the schema wants a number.
function valueFailures(contract: Contract, { schemaPointer }: Parameter, text: string): SchemaFailure[] {
  const failures = contract.validate(schemaPointer, text);
  const value = parseJson(text);
  const isValid = value !== undefined && contract.validate(schemaPointer, value).length === 0;
  return isValid ? [] : failures;
}

function unknownParameters(operation: Operation, query: URLSearchParams): SchemaFailure[] {
  // An operation without a 400 cannot refuse unknown parameters: it ignores them.
  if (!operation.responses.has(400)) return [];
  const known = [...queryNames(operation), ...preferenceParameters];
  const unknown = [...new Set(query.keys())].filter((name) => !isIgnored(name) && !known.includes(name));
  return unknown.map((name) => ({
    pointer: pointerTo('/query', name),
    detail: explainUnknown(operation, name),
  }));
}

function bodyFailures(contract: Contract, { requestBody }: Operation, body: unknown): SchemaFailure[] {
  if (!requestBody) return [];
  if (body === undefined)
    return requestBody.required ? [{ pointer: '/body', detail: 'is missing, or is not JSON' }] : [];
  const failures = contract.validate(requestBody.schemaPointer, body);
  return failures.map(({ pointer, detail }) => ({ pointer: `/body${pointer}`, detail }));
}
