import type { SecurityScheme } from './model.ts';

const realm = 'realm="taxonomy"';

/** The challenge of WWW-Authenticate that names a way to authenticate (RFC 9110, 11.6.1). */
export function challengeOf(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'bearer':
      return `Bearer ${realm}`;
    case 'basic':
      return `Basic ${realm}, charset="UTF-8"`;
    case 'apiKey':
      // No standard names this scheme. A 401 needs a challenge all the same.
      return `ApiKey ${realm}, name="${scheme.parameter}"`;
  }
}
