/** What the contract says about headers as a whole: request ids, and what browsers may read (CORS). */
import type { Contract, HeaderDefinition, Named } from './model.ts';
import { allowedMethods } from './paths.ts';

/** Every response header of the contract by lower-case name: what a browser's script must be allowed to read. */
export function responseHeaders({ operations }: Contract): Named<HeaderDefinition> {
  const responses = operations.flatMap((operation) => [...operation.responses.values()]);
  return new Map(responses.flatMap(({ headers }) => [...headers]));
}

/** An X-Request-Id of the caller's is echoed where it has the form that the contract gives it, else one is made. */
export function createRequestIds(contract: Contract): (given: unknown) => string {
  const pointer = responseHeaders(contract).get('x-request-id')?.schemaPointer;
  const isWellFormed = (given: unknown) =>
    pointer !== undefined && contract.validate(pointer, given).length === 0;
  return (given) => (given !== undefined && isWellFormed(given) ? String(given) : crypto.randomUUID());
}

export interface CrossOrigin {
  /** Upper-case, HEAD among them wherever there is a GET. */
  readonly methods: string[];
  readonly exposedHeaders: string[];
  /** For how many seconds a browser need not ask again. */
  readonly maxAge: number;
}

/** What a browser lets scripts of other origins do: send each operation, and read each header of its answers. */
export function crossOrigin(contract: Contract): CrossOrigin {
  const methods = allowedMethods(contract.operations).filter((method) => method !== 'OPTIONS');
  return { methods, exposedHeaders: [...responseHeaders(contract).keys()], maxAge: 86_400 };
}
