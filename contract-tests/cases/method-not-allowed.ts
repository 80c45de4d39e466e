import type { Failure } from '../../contract/check-response.ts';
import { allowedMethods } from '../../contract/paths.ts';
import type { CaseFactory } from './negative-case.ts';

/** 405: a method that a path does not declare; Allow names those that it does. */
export const methodNotAllowed: CaseFactory = ({ contract, requestOf }) =>
  contract.operations.flatMap((operation) => {
    const declared = contract.operations.filter(({ path }) => path === operation.path);
    const methods = allowedMethods(declared);
    const { path, headers } = requestOf(operation);
    return ['GET', 'POST', 'DELETE']
      .filter((method) => !methods.includes(method))
      .map((method) => ({
        title: method,
        operation,
        status: 405,
        group: '405 with Allow',
        undeclared: true,
        anonymous: true,
        request: { method, path, headers: { accept: headers.accept ?? '*/*' } },
        expects: ({ headers }) => allowIs(methods, headers.allow),
      }));
  });

function allowIs(methods: readonly string[], allow: unknown): Failure[] {
  const given = new Set(String(allow ?? 'missing').split(/\s*,\s*/));
  if (new Set(methods).size === given.size && methods.every((method) => given.has(method))) return [];
  return [{ where: 'header allow', detail: `must be ${methods.join(', ')}, is ${[...given].join(', ')}` }];
}
