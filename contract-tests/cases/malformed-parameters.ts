import type { Contract, Operation, Parameter } from '../../contract/model.ts';
import { expandPath, pathParameters } from '../../contract/paths.ts';
import { isHeaderText, isValidText } from '../fuzz/inputs.ts';
import { refusesMalformedEscapes } from '../fuzz/invalid-parameters.ts';
import { shapeOf } from '../fuzz/shape.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import {
  type CaseContext,
  type CaseFactory,
  type NegativeCase,
  operationsDeclaring,
} from './negative-case.ts';

/** 400: each parameter with values that break its schema, and a query parameter that the operation does not have. */
export const malformedParameters: CaseFactory = (context) =>
  operationsDeclaring(400, context).flatMap((operation) => {
    const request = context.requestOf(operation);
    const unknown = withQuery(request, [...queryOf(request), ['unknown', '1']]);
    return [
      ...operation.parameters.flatMap((parameter) => malformed(operation, parameter, context)),
      { title: 'unknown parameter', operation, status: 400, request: unknown },
    ];
  });

function malformed(operation: Operation, parameter: Parameter, context: CaseContext): NegativeCase[] {
  const request = context.requestOf(operation);
  const values = invalidValues(context.contract, parameter);
  const escapes = refusesMalformedEscapes(context.contract, parameter.schemaPointer) ? ['%ZZ'] : [];
  if (parameter.in === 'header') {
    return values.filter(fitsHeader).map((value) => inHeader(operation, parameter, request, value));
  }
  return [
    ...[...values.map(encoded), ...escapes].map((value) => inUrl(operation, parameter, request, value)),
    ...(parameter.in === 'query' ? misplaced(operation, parameter, context) : []),
  ];
}

function invalidValues(contract: Contract, { schemaPointer }: Parameter): string[] {
  const { maxLength } = shapeOf(contract.document, schemaPointer).keywords;
  const most = typeof maxLength === 'number' ? maxLength : 100;
  const values = ['!', '%00', 'é', '１', ' ', 'null', 'A'.repeat(most + 1), '1'.repeat(most + 1)];
  return values.filter((value) => !isValidText(contract, schemaPointer, decodeURIComponent(value)));
}

function encoded(value: string): string {
  return encodeURIComponent(decodeURIComponent(value));
}

// A longer header could be refused for its length, before the server reads it.
function fitsHeader(value: string): boolean {
  return value.length <= 1000 && isHeaderText(value);
}

function inHeader(
  operation: Operation,
  { name }: Parameter,
  request: PlannedRequest,
  value: string,
): NegativeCase {
  const headers = { ...request.headers, [name.toLowerCase()]: value };
  return {
    title: `${name} = ${value.slice(0, 20)}`,
    operation,
    status: 400,
    request: { ...request, headers },
  };
}

function inUrl(
  operation: Operation,
  { in: location, name }: Parameter,
  request: PlannedRequest,
  value: string,
): NegativeCase {
  const key = encodeURIComponent(name);
  const others = queryOf(request).filter(([other]) => other !== key);
  const changed =
    location === 'query'
      ? withQuery(request, [...others, [key, value]])
      : { ...request, path: pathWith(operation, request.path, name, value) };
  return { title: `${name} = ${value.slice(0, 20)}`, operation, status: 400, request: changed };
}

function misplaced(operation: Operation, parameter: Parameter, context: CaseContext): NegativeCase[] {
  const { name, required, schemaPointer } = parameter;
  const { contract } = context;
  const { type } = shapeOf(contract.document, schemaPointer).keywords;
  const request = context.requestOf(operation);
  const query = queryOf(request);
  const key = encodeURIComponent(name);
  const others = query.filter(([other]) => other !== key);
  const [value = '1'] = query.flatMap(([other, value]) => (other === key ? [value] : []));
  const queries: Record<string, Query> = {
    ...(required && { [`${name} missing`]: others }),
    ...(!isValidText(contract, schemaPointer, '') && { [`${name} empty`]: [...others, [key, '']] }),
    // A list may be repeated, and an object may have brackets.
    ...(type !== 'array' &&
      type !== 'object' && {
        [`${name} twice`]: [...others, [key, value], [key, value]],
        [`${name} as an array`]: [...others, [`${key}[]`, value]],
      }),
  };
  return Object.entries(queries).map(([title, query]) => ({
    title,
    operation,
    status: 400,
    request: withQuery(request, query),
  }));
}

/** Percent-encoded, in order. */
type Query = readonly (readonly [name: string, value: string])[];

function queryOf({ path }: PlannedRequest): Query {
  const [, search = ''] = path.split('?');
  return search
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name, value];
    });
}

function withQuery(request: PlannedRequest, query: Query): PlannedRequest {
  const [path = ''] = request.path.split('?');
  const search = query.map((pair) => pair.join('=')).join('&');
  return { ...request, path: search ? `${path}?${search}` : path };
}

function pathWith(operation: Operation, path: string, name: string, value: string) {
  const [pathname = ''] = path.split('?');
  const found = pathParameters(operation, pathname) ?? [];
  const values = [...found].map(([other, decoded]) => [other, encodeURIComponent(decoded)]);
  const changed = Object.fromEntries([...values, [name, value]]);
  const expanded = expandPath(operation.path, changed, (encoded) => encoded);
  return path.replace(pathname, () => expanded);
}
