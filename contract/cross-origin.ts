import type { Contract } from './model.ts';
import { responseHeaders } from './response-headers.ts';

export interface CrossOrigin {
  /** Upper-case, HEAD among them wherever there is a GET. */
  readonly methods: string[];
  readonly exposedHeaders: string[];
  /** For how many seconds a browser need not ask again. */
  readonly maxAge: number;
}

/** What a browser lets scripts of other origins do: send each operation, and read each header of its answers. */
export function crossOrigin(contract: Contract): CrossOrigin {
  const declared = contract.operations.map(({ method }) => method.toUpperCase());
  const methods = new Set(declared.flatMap((method) => (method === 'GET' ? [method, 'HEAD'] : [method])));
  return { methods: [...methods], exposedHeaders: [...responseHeaders(contract).keys()], maxAge: 86_400 };
}
