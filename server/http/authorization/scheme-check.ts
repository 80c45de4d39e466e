/** How the credentials of one security scheme are presented and checked. */
import type { Request } from 'express';
import type { Caller } from './caller.ts';

export interface SchemeCheck {
  readonly isConfigured: boolean;
  /** How an operator configures it. */
  readonly variables: string;
  isPresented(request: Request): boolean;
  /** Rejects with a Refusal. */
  check(request: Request, scopes: readonly string[]): Promise<Caller>;
}

/** Why presented credentials are refused. */
export class Refusal extends Error {
  readonly slug: 'unauthenticated' | 'forbidden' | 'unavailable';
  /** Parameters of the challenge, such as `error` (RFC 6750, section 3). */
  readonly parameters: Readonly<Record<string, string>>;

  constructor(slug: Refusal['slug'], detail: string, parameters: Refusal['parameters'] = {}) {
    super(detail);
    this.slug = slug;
    this.parameters = parameters;
  }
}

/** What follows the scheme in the header Authorization; undefined when it has another scheme, or none. */
export function credentialsAfter(scheme: 'bearer' | 'basic', request: Request): string | undefined {
  const [given = '', ...rest] = (request.get('Authorization') ?? '').split(/ +/);
  return given.toLowerCase() === scheme ? rest.join(' ') : undefined;
}
