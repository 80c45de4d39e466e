/** What the contract says about headers as a whole: which ones a response depends on, request ids, CORS. */
import { memoise } from './memoise.ts';
import type { Contract, HeaderDefinition, Named, Operation } from './model.ts';
import { allowedMethods } from './paths.ts';

/** Every response header of the contract, by lower-case name. */
export const responseHeaders = memoise(({ operations }: Contract): Named<HeaderDefinition> => {
  const responses = operations.flatMap((operation) => [...operation.responses.values()]);
  return new Map(responses.flatMap(({ headers }) => [...headers]));
});

/** A mock sends it with a response that no scenario has. */
export const mockHeaderName = 'x-mock';

const requestIdName = 'x-request-id';
// Conditions select no representation (RFC 9110, 13.1), and the key of a retry does not either.
const notSelecting = [
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
  'idempotency-key',
];

/** The names of the header parameters that a handler gets. Not the request id: no response may depend on it. */
export function inputHeaders({ parameters }: Pick<Operation, 'parameters'>): string[] {
  const names = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  return names.filter((name) => name.toLowerCase() !== requestIdName);
}

/** The header parameters that select a representation: those that `Vary` names. */
export function selectingHeaders(operation: Pick<Operation, 'parameters'>): string[] {
  return inputHeaders(operation).filter((name) => !notSelecting.includes(name.toLowerCase()));
}

/** Echoes an X-Request-Id that has the form of the contract, and makes one otherwise. */
export function createRequestIds(contract: Contract): (given: unknown) => string {
  const pointer = responseHeaders(contract).get(requestIdName)?.schemaPointer;
  const isWellFormed = (given: unknown) =>
    pointer !== undefined && contract.validate(pointer, given).length === 0;
  return (given) => (given !== undefined && isWellFormed(given) ? String(given) : crypto.randomUUID());
}

export interface CrossOrigin {
  /** In upper case, with HEAD wherever there is GET. */
  readonly methods: string[];
  readonly exposedHeaders: string[];
  /** How many seconds a browser may keep the response to a preflight. */
  readonly maxAge: number;
}

/** CORS: scripts of other origins may call every operation and read every declared header. */
export function crossOrigin(contract: Contract): CrossOrigin {
  const methods = allowedMethods(contract.operations).filter((method) => method !== 'OPTIONS');
  return { methods, exposedHeaders: [...responseHeaders(contract).keys()], maxAge: 7200 };
}
