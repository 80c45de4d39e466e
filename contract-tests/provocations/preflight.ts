import type { Failure } from '../../contract/check-response.ts';
import { withHeaders } from '../planned-request.ts';
import type { Provoke } from './provocation.ts';

/** OPTIONS: a browser asks whether it may, before it sends a request with headers of its own. */
export const preflight: Provoke = ({ contract, requestOf }) =>
  contract.operations.map((operation) => {
    const { path } = requestOf(operation);
    const own = operation.parameters.filter(({ in: place }) => place === 'header');
    const wanted = [
      'content-type',
      ...own.map(({ name }) => name.toLowerCase()),
      ...(operation.scopes ? ['authorization'] : []),
    ];
    const asked = {
      'access-control-request-method': operation.method.toUpperCase(),
      'access-control-request-headers': wanted.join(','),
    };
    return {
      title: 'preflight',
      operation,
      status: 204,
      beyond: 'preflight of a browser',
      undeclared: true,
      anonymous: true,
      request: withHeaders({ method: 'options', path, headers: {} }, asked),
      expects: ({ headers }) => [
        ...lacks('allow-methods', headers, [operation.method]),
        ...lacks('allow-headers', headers, wanted),
      ],
    };
  });

function lacks(
  name: string,
  headers: Readonly<Record<string, unknown>>,
  wanted: readonly string[],
): Failure[] {
  const where = `access-control-${name}`;
  const given = String(headers[where] ?? '')
    .toLowerCase()
    .split(/\s*,\s*/);
  return wanted
    .filter((value) => !given.includes(value) && !given.includes('*'))
    .map((value) => ({ where: `header ${where}`, detail: `lacks ${value}` }));
}
