/**
 * A scenario is the examples of a request and of a response that share a name: these inputs get that response.
 * The mock serves scenarios, and the contract tests send them.
 */
import { equalJson } from './json.ts';
import type { Contract, Operation, Parameter } from './model.ts';
import { decodeSegment, expandPath } from './paths.ts';

export interface ScenarioRequest {
  readonly method: Operation['method'];
  /** Expanded and percent-encoded, with the query string. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, not yet serialised. */
  readonly body?: unknown;
}

export interface Scenario {
  readonly operation: Operation;
  readonly name: string;
  readonly status: number;
  readonly request: ScenarioRequest;
  readonly response: { readonly mediaType: string; readonly body: unknown };
}

/** Every complete scenario, in the order of the contract. The lint rule example-pair-complete refuses the others. */
export function scenariosOf(contract: Contract): Scenario[] {
  return contract.operations.flatMap(completeScenarios);
}

export function completeScenarios(operation: Operation): Scenario[] {
  return responseExamples(operation)
    .filter(({ name }) => lackingInputs(operation, name).length === 0)
    .map(({ name, status, mediaType, body }) => {
      const request = scenarioRequest(operation, name);
      return { operation, name, status, request, response: { mediaType, body } };
    });
}

/** Every named example of the responses of an operation. */
export function responseExamples({ responses }: Operation) {
  return [...responses.values()].flatMap(({ status, content }) =>
    [...content].flatMap(([mediaType, { examples }]) =>
      [...examples].map(([name, body]) => ({ name, status, mediaType, body })),
    ),
  );
}

/** The required inputs that have no example of that name. */
export function lackingInputs({ parameters, requestBody }: Operation, name: string): string[] {
  const lacking = parameters.filter(({ required, examples }) => required && !examples.has(name));
  const bodyLacks = requestBody?.required && !requestBody.examples.has(name);
  return [
    ...lacking.map((parameter) => `parameter ${parameter.name}`),
    ...(bodyLacks ? ['request body'] : []),
  ];
}

/** The request of a scenario: each input has its example. An optional input without an example is absent. */
function scenarioRequest(operation: Operation, scenario: string): ScenarioRequest {
  const { parameters, requestBody } = operation;
  const given = parameters.filter(({ examples }) => examples.has(scenario));
  return requestWith(operation, {
    parameters: new Map(given.map((parameter) => [parameter, parameter.examples.get(scenario)])),
    ...(requestBody?.examples.has(scenario) && { body: requestBody.examples.get(scenario) }),
  });
}

/** The values of a request. An optional input without a value is absent. */
export interface InputValues {
  readonly parameters: ReadonlyMap<Parameter, unknown>;
  readonly body?: unknown;
}

/** A request of an operation with these values. */
export function requestWith(operation: Operation, values: InputValues): ScenarioRequest {
  const { method, requestBody } = operation;
  const headers = inputs(values, 'header').map(([name, value]) => [name.toLowerCase(), value]);
  const body = 'body' in values && requestBody;
  return {
    method,
    path: pathOf(operation, values),
    headers: {
      accept: acceptable(operation),
      ...(body && { 'content-type': body.contentType }),
      ...Object.fromEntries(headers),
    },
    ...(body && { body: values.body }),
  };
}

// Lists every media type of the operation, so that a target that negotiates can also send a problem.
function acceptable({ responses }: Operation): string {
  const mediaTypes = [...responses.values()].flatMap(({ content }) => [...content.keys()]);
  return [...new Set(mediaTypes)].join(', ');
}

function pathOf({ path }: Operation, values: InputValues): string {
  const expanded = expandPath(path, Object.fromEntries(inputs(values, 'path')));
  const query = inputs(values, 'query').map((input) => input.map(encodeURIComponent).join('='));
  return query.length > 0 ? `${expanded}?${query.join('&')}` : expanded;
}

function inputs({ parameters }: InputValues, where: Parameter['in']): [name: string, value: string][] {
  return [...parameters]
    .filter(([parameter]) => parameter.in === where)
    .map(([{ name }, value]) => [name, String(value)]);
}

export interface IncomingRequest {
  /** In any case. HEAD matches the scenarios of GET. */
  readonly method: string;
  /** As it arrived, with the query string. */
  readonly path: string;
  /** The parsed JSON, undefined where there is none. */
  readonly body?: unknown;
}

/** The scenario with the inputs of this request; encoding and the order of query parameters do not matter. */
export function matchScenario(
  scenarios: readonly Scenario[],
  request: IncomingRequest,
): Scenario | undefined {
  const method = request.method.toLowerCase().replace('head', 'get');
  const target = decoded(request.path);
  return scenarios.find(
    (scenario) =>
      scenario.request.method === method &&
      equalJson(decoded(scenario.request.path), target) &&
      equalJson(scenario.request.body, request.body),
  );
}

function decoded(path: string): unknown {
  const [pathname = '', ...query] = path.split('?');
  const parameters = [...new URLSearchParams(query.join('?'))].sort();
  return [pathname.split('/').map(decodeSegment), parameters];
}
