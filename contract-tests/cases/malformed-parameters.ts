import { isObject, lookup } from '../../contract/json.ts';
import type { Operation, Parameter } from '../../contract/model.ts';
import { isHeaderText } from '../fuzz/inputs.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import { type CaseFactory, type NegativeCase, operationsDeclaring } from './negative-case.ts';

/** 400: each parameter with values that break its schema. */
export const malformedParameters: CaseFactory = (context) => {
  const { document } = context.contract;
  const invalidValues = ({ schemaPointer }: Parameter) => {
    const schema = lookup(document, schemaPointer);
    const most = isObject(schema) && typeof schema.maxLength === 'number' ? schema.maxLength : 100;
    const values = ['!', '%00', 'é', '１', ' ', 'null', 'A'.repeat(most + 1), '1'.repeat(most + 1)];
    return values.filter(
      (value) => context.contract.validate(schemaPointer, decodeURIComponent(value)).length > 0,
    );
  };
  return operationsDeclaring(400, context).flatMap((operation) =>
    operation.parameters.flatMap((parameter) => {
      const request = context.requestOf(operation);
      const values = invalidValues(parameter);
      if (parameter.in === 'header') {
        return values.filter(fitsHeader).map((value) => inHeader(operation, parameter, request, value));
      }
      return [
        ...[...values.map(encoded), '%ZZ'].map((value) => inUrl(operation, parameter, request, value)),
        ...(parameter.in === 'query' ? misplaced(operation, parameter, request) : []),
      ];
    }),
  );
};

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
  const path =
    location === 'query'
      ? queryWith(request.path, name, value)
      : pathWith(operation, request.path, name, value);
  return { title: `${name} = ${value.slice(0, 20)}`, operation, status: 400, request: { ...request, path } };
}

function misplaced(operation: Operation, { name }: Parameter, request: PlannedRequest): NegativeCase[] {
  const [path = '', query = ''] = request.path.split('?');
  const paths = {
    [`${name} missing`]: path,
    [`${name} empty`]: `${path}?${name}=`,
    [`${name} twice`]: `${path}?${query}&${query}`,
    [`${name} as an array`]: `${path}?${name}[]=1.0.0`,
    'unknown parameter': `${path}?${query}&unknown=1`,
  };
  return Object.entries(paths).map(([title, path]) => ({
    title,
    operation,
    status: 400,
    request: { ...request, path },
  }));
}

function queryWith(path: string, name: string, value: string): string {
  return path.replace(new RegExp(`([?&]${name}=)[^&]*`), (_, before) => `${before}${value}`);
}

function pathWith(operation: Operation, path: string, name: string, value: string): string {
  const position = operation.path.split('/').indexOf(`{${name}}`);
  return path
    .split('/')
    .map((segment, index) => (index === position ? value : segment))
    .join('/');
}
