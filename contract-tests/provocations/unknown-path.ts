import type { Provoke } from './provocation.ts';

/** 404 of no operation: a segment too many, a slash too many, another case. */
export const unknownPath: Provoke = ({ contract, requestOf }) =>
  contract.operations.flatMap((operation) => {
    const request = requestOf(operation);
    const [path = '', query] = request.path.split('?');
    const paths = [`${path}/no/where`, `${path}/`, path.replace('/api/', '/API/')];
    return paths.map((unknown) => ({
      title: unknown,
      operation,
      status: 404,
      beyond: '404 of an unknown path',
      undeclared: true,
      anonymous: true,
      request: { ...request, path: query === undefined ? unknown : `${unknown}?${query}` },
    }));
  });
