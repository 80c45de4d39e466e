import type { Operation, Parameter } from './model.ts';

export interface ScenarioRequest {
  readonly method: Operation['method'];
  /** Expanded and percent-encoded, with the query string. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, not yet serialised. */
  readonly body?: unknown;
}

/** The request of a scenario: its examples filled in; an optional input without one is left out. */
export function scenarioRequest(operation: Operation, scenario: string): ScenarioRequest {
  const body = operation.requestBody?.examples.has(scenario) ? operation.requestBody : undefined;
  const headers = inputs(operation, scenario, 'header').map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: operation.method,
    path: pathOf(operation, scenario),
    headers: {
      accept: acceptable(operation),
      ...(body && { 'content-type': body.contentType }),
      ...Object.fromEntries(headers),
    },
    ...(body && { body: body.examples.get(scenario) }),
  };
}

// Every media type that the operation may answer: a target that negotiates must be free to say no.
function acceptable({ responses }: Operation): string {
  const mediaTypes = [...responses.values()].flatMap(({ content }) => [...content.keys()]);
  return [...new Set(mediaTypes)].join(', ');
}

function pathOf(operation: Operation, scenario: string): string {
  const encoded = (where: Parameter['in']) =>
    inputs(operation, scenario, where).map(([name, value]) => [name, encodeURIComponent(value)] as const);
  const expanded = encoded('path').reduce(
    (path, [name, value]) => path.replace(`{${name}}`, value),
    operation.path,
  );
  const query = encoded('query').map(([name, value]) => `${encodeURIComponent(name)}=${value}`);
  return query.length > 0 ? `${expanded}?${query.join('&')}` : expanded;
}

function inputs(
  { parameters }: Operation,
  scenario: string,
  where: Parameter['in'],
): [name: string, value: string][] {
  return parameters
    .filter(({ in: location, examples }) => location === where && examples.has(scenario))
    .map(({ name, examples }) => [name, String(examples.get(scenario))]);
}
