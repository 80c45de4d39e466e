import { equalJson } from './json.ts';
import type { Scenario } from './scenarios.ts';

export interface IncomingRequest {
  /** Any case. HEAD asks what GET asks. */
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
  return [pathname.split('/').map(decodedSegment), parameters];
}

// A malformed escape such as %ZZ is no reason to throw: it matches nothing but itself.
function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
