/** What the client needs to know of an operation: how a request is sent, and which responses are data. */
import type { JsonObject } from './json.ts';
import type { Method, Operation, Parameter, ParameterStyle, SecurityScheme } from './model.ts';
import { kindOf } from './payload.ts';
import { typesOf } from './schema-walk.ts';

/** Browsers load all routes, so a member is there only where an operation differs from most. */
export interface Route {
  readonly method: Method;
  /** The template. */
  readonly path: string;
  /** It takes an Idempotency-Key, so that a request may be sent again whatever its method is. */
  readonly takesKey?: true;
  /** What the operation accepts; one is enough. Absent when it is open. */
  readonly security?: readonly SecurityScheme[];
  /** The query parameters that write a whole list into one pair. */
  readonly lists?: Readonly<Record<string, ParameterStyle>>;
  /** The media type of a request body, the first if there are several. Absent for `application/json`. */
  readonly consumes?: string;
  /** The media types of data. Absent for `application/json` alone. */
  readonly produces?: readonly string[];
  /** The types of data in JSON. Absent for objects alone. */
  readonly jsonTypes?: readonly string[];
  /** The statuses beside 2xx whose responses are data. */
  readonly dataStatuses?: readonly number[];
  /** The statuses of success without a body. */
  readonly emptyStatuses?: readonly number[];
}

export function routeOf(document: JsonObject, operation: Operation): Route {
  const { method, path, security, parameters, requestBody, responses } = operation;
  const lists = parameters.filter(
    ({ in: location, style, explode }) => location === 'query' && style !== 'deepObject' && !explode,
  );
  const [consumes = json] = requestBody?.content.keys() ?? [];
  const empty = [...responses].filter(([status, { content }]) => isSuccess(status) && content.size === 0);
  return {
    method,
    path,
    ...(parameters.some(isKey) && { takesKey: true }),
    ...(security && { security: security.alternatives.map(({ scheme }) => scheme) }),
    ...(lists.length > 0 && { lists: Object.fromEntries(lists.map(({ name, style }) => [name, style])) }),
    ...(consumes !== json && { consumes }),
    ...describeData(document, operation),
    ...(empty.length > 0 && { emptyStatuses: empty.map(([status]) => status) }),
  };
}

function isKey({ in: location, name }: Parameter): boolean {
  return location === 'header' && name.toLowerCase() === 'idempotency-key';
}

const json = 'application/json';
const isSuccess = (status: number) => status >= 200 && status < 300;

function describeData(
  document: JsonObject,
  { responses }: Operation,
): Pick<Route, 'produces' | 'jsonTypes' | 'dataStatuses'> {
  const data = [...responses].flatMap(([status, { content }]) =>
    [...content]
      .filter(([type]) => type !== 'application/problem+json')
      .map(([type, { schemaPointer }]) => ({ status, type, schemaPointer })),
  );
  const produces = unique(data.map(({ type }) => type));
  const statuses = unique(data.map(({ status }) => status).filter((status) => !isSuccess(status)));
  const jsonTypes = unique(
    data
      .filter(({ type }) => kindOf(type) === 'json')
      .flatMap(({ schemaPointer }) => typesOf(document, schemaPointer))
      .map((type) => (type === 'integer' ? 'number' : type)),
  );
  return {
    ...(produces.join() !== json && { produces }),
    ...(jsonTypes.length > 0 && jsonTypes.join() !== 'object' && { jsonTypes }),
    ...(statuses.length > 0 && { dataStatuses: statuses }),
  };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
