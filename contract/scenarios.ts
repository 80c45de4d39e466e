/**
 * A scenario is the examples of a request and of a response that share a name: these inputs get that response.
 * The mock serves scenarios, and the contract tests send them.
 */
import { selectingHeaders } from './http-headers.ts';
import { equalJson } from './json.ts';
import type { Contract, Operation, Parameter } from './model.ts';
import { parseQuery, readParameter, writeQuery } from './parameter-values.ts';
import { answeringMethod, expandPath } from './paths.ts';
import { contentTypeOf } from './payload.ts';

export interface ScenarioRequest {
  readonly method: Operation['method'];
  /** Expanded and percent-encoded, with the query string. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The value, not yet serialised: payload.ts writes it as the content type says. */
  readonly body?: unknown;
}

export interface Scenario {
  readonly operation: Operation;
  readonly name: string;
  readonly status: number;
  readonly request: ScenarioRequest;
  /** Without content, the media type is empty and the body undefined. */
  readonly response: { readonly mediaType: string; readonly body: unknown };
}

/** Every complete scenario, in the order of the contract. The lint rule example-pair-complete refuses the others. */
export function scenariosOf(contract: Contract): Scenario[] {
  return contract.operations.flatMap(completeScenarios);
}

export function completeScenarios(operation: Operation): Scenario[] {
  return [...responseExamples(operation), ...responsesWithoutContent(operation)]
    .filter(({ name }) => lackingInputs(operation, name).length === 0)
    .flatMap(({ name, status, mediaType, body }) =>
      requestsOf(operation, name, status < 300 ? mediaType : '').map((request) => ({
        operation,
        name,
        status,
        request,
        response: { mediaType, body },
      })),
    );
}

/** Every named example of the responses of an operation. */
export function responseExamples({ responses }: Operation) {
  return [...responses].flatMap(([status, { content }]) =>
    [...content].flatMap(([mediaType, { examples }]) =>
      [...examples].map(([name, body]) => ({ name, status, mediaType, body })),
    ),
  );
}

/** A success without content has no example. It is the response to the inputs whose name no other response has. */
export function responsesWithoutContent(operation: Operation) {
  const [status] =
    [...operation.responses].find(([other, { content }]) => other < 300 && content.size === 0) ?? [];
  if (status === undefined) return [];
  const media = [...(operation.requestBody?.content.values() ?? [])];
  const given = [...operation.parameters, ...media].flatMap(({ examples }) => [...examples.keys()]);
  const taken = responseExamples(operation).map(({ name }) => name);
  const names = given.length > 0 ? new Set(given) : ['no content'];
  return [...names]
    .filter((name) => !taken.includes(name))
    .map((name) => ({ name, status, mediaType: '', body: undefined }));
}

/** The required inputs that have no example of that name. */
export function lackingInputs({ parameters, requestBody }: Operation, name: string): string[] {
  const lacking = parameters.filter(({ required, examples }) => required && !examples.has(name));
  const bodyLacks =
    requestBody?.required && ![...requestBody.content.values()].some(({ examples }) => examples.has(name));
  return [
    ...lacking.map((parameter) => `parameter ${parameter.name}`),
    ...(bodyLacks ? ['request body'] : []),
  ];
}

/**
 * The requests of a scenario: each input has its example. An optional input without an example is absent. There is one
 * request for each media type of the body that has the example.
 *
 * @param mediaType that the response should have; empty for any
 */
function requestsOf(operation: Operation, scenario: string, mediaType: string): ScenarioRequest[] {
  const given = operation.parameters.filter(({ examples }) => examples.has(scenario));
  const parameters = new Map(given.map((parameter) => [parameter, parameter.examples.get(scenario)]));
  const bodies = [...(operation.requestBody?.content ?? [])].filter(([, { examples }]) =>
    examples.has(scenario),
  );
  const accepts = mediaType === '' ? {} : { accepts: mediaType };
  if (bodies.length === 0) return [requestWith(operation, { parameters, ...accepts })];
  return bodies.map(([bodyType, { examples }]) =>
    requestWith(operation, { parameters, ...accepts, bodyType, body: examples.get(scenario) }),
  );
}

/** The values of a request. An optional input without a value is absent. */
export interface InputValues {
  readonly parameters: ReadonlyMap<Parameter, unknown>;
  readonly body?: unknown;
  /** The media type of the body; by default the first that the operation declares. */
  readonly bodyType?: string;
  /** The media type that the response should have; by default any that the operation declares. */
  readonly accepts?: string;
}

/** A request of an operation with these values. */
export function requestWith(operation: Operation, values: InputValues): ScenarioRequest {
  const { method, requestBody } = operation;
  const { bodyType = [...(requestBody?.content.keys() ?? [])][0] } = values;
  const hasBody = 'body' in values && bodyType !== undefined;
  const headers = textsIn(values, 'header').map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method,
    path: pathOf(operation, values),
    headers: {
      accept: acceptable(operation, values.accepts),
      ...(hasBody && { 'content-type': contentTypeOf(bodyType) }),
      ...Object.fromEntries(headers),
    },
    ...(hasBody && { body: values.body }),
  };
}

// Lists every media type of errors, too, so that a target that negotiates can also send a problem.
function acceptable({ responses, otherResponses }: Operation, wanted?: string): string {
  const mediaTypes = [...responses, ...otherResponses].flatMap(([status, { content }]) =>
    wanted === undefined || !(Number(status) < 300) ? [...content.keys()] : [],
  );
  return [...new Set([...(wanted === undefined ? [] : [wanted]), ...mediaTypes])].join(', ');
}

function pathOf({ path }: Operation, values: InputValues): string {
  const expanded = expandPath(path, Object.fromEntries(textsIn(values, 'path')));
  const query = [...values.parameters]
    .filter(([parameter]) => parameter.in === 'query')
    .flatMap(([parameter, value]) => writeQuery(parameter, value));
  return query.length > 0 ? `${expanded}?${query.join('&')}` : expanded;
}

function textsIn({ parameters }: InputValues, where: Parameter['in']): [name: string, value: string][] {
  return [...parameters]
    .filter(([parameter]) => parameter.in === where)
    .map(([{ name }, value]) => [name, String(value)]);
}

export interface IncomingRequest {
  /** In any case. HEAD matches the scenarios of GET. */
  readonly method: string;
  /** As it arrived, with the query string. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The value, undefined where there is no body. */
  readonly body?: unknown;
}

// A request with one of these may be refused with 412: it is another request than one without.
const restricting = ['if-match', 'if-unmodified-since'];

/** The parameters by which a request is matched: those that select a response, and those that the scenario has. */
export function matchedParameters(
  operation: Operation,
  { headers }: Pick<ScenarioRequest, 'headers'> = { headers: {} },
): Parameter[] {
  const selecting = selectingHeaders(operation);
  return operation.parameters.filter(({ in: location, name, examples }) => {
    if (location !== 'header' || selecting.includes(name) || name.toLowerCase() in headers) return true;
    return examples.size > 0 && restricting.includes(name.toLowerCase());
  });
}

/**
 * The scenarios with the inputs of this request, one for each media type of the response. Encoding, the order of query
 * parameters and undeclared headers do not matter.
 */
export function matchingScenarios(
  contract: Contract,
  scenarios: readonly Scenario[],
  request: IncomingRequest,
): Scenario[] {
  const method = answeringMethod(request.method);
  return scenarios.filter((scenario) => {
    if (scenario.request.method !== method || !equalJson(scenario.request.body, request.body)) return false;
    const [expected, given] = [scenario.request, request].map((one) => inputsOf(contract, scenario, one));
    return given !== undefined && equalJson(expected, given);
  });
}

/** The matched parameters by place and name. Undefined when the path is of another operation. */
function inputsOf(
  contract: Contract,
  { operation, request }: Scenario,
  { path, headers }: Pick<IncomingRequest, 'path' | 'headers'>,
): Readonly<Record<string, unknown>> | undefined {
  const [pathname = '', ...search] = path.split('?');
  const found = contract.find(pathname);
  if (!found.operations.includes(operation)) return undefined;
  const raw = { path: found.values, query: parseQuery(search.join('?')), headers };
  return Object.fromEntries(
    matchedParameters(operation, request).map((parameter) => [
      `${parameter.in} ${parameter.name}`,
      readParameter(contract, parameter, raw),
    ]),
  );
}
