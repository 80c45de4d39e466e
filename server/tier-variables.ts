import { thisMachine } from './http/authorization/trusted-issuer.ts';
import type { Tier } from './tier.ts';

interface TierVariables {
  readonly ENVIRONMENT: Tier;
  readonly PUBLIC_URL?: string;
  readonly LOG_LEVEL: string;
  readonly RESPONSE_VALIDATION?: string;
}

/** Throws an Error that names the variable which the tier needs, or which contradicts the tier. */
export function checkTier({ ENVIRONMENT, PUBLIC_URL, LOG_LEVEL, RESPONSE_VALIDATION }: TierVariables): void {
  if (ENVIRONMENT === 'dev') return;
  if (PUBLIC_URL === undefined)
    throw new Error(
      `ENVIRONMENT=${ENVIRONMENT} needs PUBLIC_URL: the URL that clients call, such as https://registry.example.`,
    );
  if (ENVIRONMENT === 'staging') return;
  const { protocol, hostname } = new URL(PUBLIC_URL);
  if (protocol === 'http:' && !thisMachine.includes(hostname))
    throw new Error(
      `ENVIRONMENT=production contradicts PUBLIC_URL=${PUBLIC_URL}: clients on other machines need TLS. Write https.`,
    );
  if (['trace', 'debug'].includes(LOG_LEVEL))
    throw new Error(
      `ENVIRONMENT=production contradicts LOG_LEVEL=${LOG_LEVEL}, which is for finding errors elsewhere. Use info.`,
    );
  // A response that breaks a detail of the contract is of more use to a client than none.
  if (RESPONSE_VALIDATION === 'throw')
    throw new Error('ENVIRONMENT=production contradicts RESPONSE_VALIDATION=throw. Use report.');
}
