import type { Failure } from '../../contract/check-response.ts';
import { crossOrigin } from '../../contract/http-headers.ts';
import { withHeaders } from '../http/planned-request.ts';
import type { CaseFactory } from './negative-case.ts';

/** OPTIONS: a browser asks whether it may, before it sends a request with headers of its own. */
export const preflight: CaseFactory = ({ contract, requestOf }) => {
  // A server may name all methods at once, or those of this path.
  const known = ['options', ...crossOrigin(contract).methods.map((method) => method.toLowerCase())];
  return contract.operations.map((operation) => {
    const { path } = requestOf(operation);
    const own = operation.parameters.filter(({ in: location }) => location === 'header');
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
      group: 'preflight of a browser',
      undeclared: true,
      anonymous: true,
      request: withHeaders({ method: 'options', path, headers: {} }, asked),
      expects: ({ headers }) => [
        ...lacks('access-control-allow-methods', headers, [operation.method]),
        ...exceeds('access-control-allow-methods', headers, known),
        ...lacks('access-control-allow-headers', headers, wanted),
      ],
    };
  });
};

type Headers = Readonly<Record<string, unknown>>;

function lacks(name: string, headers: Headers, wanted: readonly string[]): Failure[] {
  const given = listed(name, headers);
  return wanted
    .filter((value) => !given.includes(value) && !given.includes('*'))
    .map((value) => ({ where: `header ${name}`, detail: `lacks ${value}` }));
}

function exceeds(name: string, headers: Headers, known: readonly string[]): Failure[] {
  return listed(name, headers)
    .filter((value) => !known.includes(value))
    .map((value) => ({ where: `header ${name}`, detail: `has ${value}, which the contract does not know` }));
}

function listed(name: string, headers: Headers): string[] {
  const text = String(headers[name] ?? '').toLowerCase();
  return text.split(',').flatMap((value) => value.trim() || []);
}
