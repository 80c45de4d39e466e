import type { Contract, Operation } from '../contract/model.ts';
import type { MockRequest, Refusal } from './exchange.ts';

/** The operation that the request is for; HEAD is answered by GET. */
export function findOperation({ operations }: Contract, request: MockRequest): Operation | Refusal {
  const { path } = request;
  const candidates = operations.filter((operation) => pathParameters(operation, path));
  if (candidates.length === 0) return { slug: 'not-found', detail: `There is nothing at ${path}.` };

  const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
  const found = candidates.find((operation) => operation.method === method);
  return found ?? methodNotAllowed(candidates);
}

/** The values in the path by parameter name; undefined if it is not a path of the operation. */
export function pathParameters({ path: template }: Operation, path: string): Map<string, string> | undefined {
  const names = template.split('/');
  const values = path.split('/');
  const parameters = new Map<string, string>();
  const matches = names.every((name, index) => {
    const value = values[index];
    if (!name.startsWith('{')) return name === value;
    if (!value) return false;
    parameters.set(name.slice(1, -1), decoded(value));
    return true;
  });
  return matches && names.length === values.length ? parameters : undefined;
}

// A malformed escape such as %ZZ stays as it is: the schema of the parameter will not take it.
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function methodNotAllowed(operations: readonly Operation[]): Refusal {
  const methods = operations.flatMap(({ method }) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  const allow = [...methods, 'OPTIONS'].join(', ');
  return { slug: 'method-not-allowed', detail: `This path answers to ${allow}.`, headers: { allow } };
}
