import type { IncomingMessage } from 'node:http';

/** Who presented valid credentials. */
export interface Caller {
  /** The name of the security scheme in the contract. */
  readonly scheme: string;
  /** The `sub` of a token, or the user of HTTP basic. */
  readonly subject?: string | undefined;
  /** The `jti` of a token. */
  readonly tokenId?: string | undefined;
  /** The `kid` of the key that signed the token. */
  readonly keyId?: string | undefined;
}

interface Carrier extends IncomingMessage {
  caller?: Caller | undefined;
}

export function setCaller(request: IncomingMessage, caller: Caller | undefined): void {
  (request as Carrier).caller = caller;
}

/** Undefined when the operation is open, or when nothing was presented where that is allowed. */
export function callerOf(request: IncomingMessage): Caller | undefined {
  return (request as Carrier).caller;
}
