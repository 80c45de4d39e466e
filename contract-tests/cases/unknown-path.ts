import type { CaseFactory } from './negative-case.ts';

/** 404 of no operation: a segment too many, a slash too many, another case. */
export const unknownPath: CaseFactory = ({ contract, requestOf }) =>
  contract.operations.flatMap((operation) => {
    const request = requestOf(operation);
    const [path = '', query] = request.path.split('?');
    const paths = [`${path}/no/where`, `${path}/`, path.replace('/api/', '/API/')];
    return paths.map((unknown) => ({
      title: unknown,
      operation,
      status: 404,
      group: '404 of an unknown path',
      undeclared: true,
      anonymous: true,
      request: { ...request, path: query === undefined ? unknown : `${unknown}?${query}` },
    }));
  });
