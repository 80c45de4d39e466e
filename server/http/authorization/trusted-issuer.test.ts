import { expect, it } from 'vitest';
import { type PublishingVariables, readTrustedIssuer } from './trusted-issuer.ts';

const url = { PUBLISH_JWKS_URL: 'https://issuer.example/keys' };
const file = { PUBLISH_KEY_FILE: 'key.pem' };
const issuer = { PUBLISH_ISSUER: 'me' };
const audience = { PUBLISH_AUDIENCE: 'taxonomy' };

/** What is read, or the message of the error. */
function read(variables: Partial<PublishingVariables>): unknown {
  try {
    return readTrustedIssuer({ PUBLISH_ALG: 'ES256', ...variables });
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

const needs = (name: string, meaning: string) => `Publishing over HTTP also needs ${name}: ${meaning}.`;
const needsIssuer = needs('PUBLISH_ISSUER', 'the claim iss of the tokens to trust');
const needsAudience = needs('PUBLISH_AUDIENCE', 'the claim aud of the tokens meant for this service');
const needsKey = needs('PUBLISH_JWKS_URL or PUBLISH_KEY_FILE', 'where the public key of the issuer is');

it.each<[variables: Partial<PublishingVariables>, want: unknown]>([
  [{}, undefined],
  [url, needsIssuer],
  [file, needsIssuer],
  [issuer, needsAudience],
  [audience, needsIssuer],
  [{ ...url, ...issuer }, needsAudience],
  [{ ...url, ...audience }, needsIssuer],
  [{ ...issuer, ...audience }, needsKey],
  [{ ...url, ...file }, 'PUBLISH_JWKS_URL and PUBLISH_KEY_FILE are both set. Keep one.'],
  [
    { ...url, ...issuer, ...audience },
    { issuer: 'me', audience: 'taxonomy', algorithm: 'ES256', keys: new URL(url.PUBLISH_JWKS_URL) },
  ],
])('%o → what is trusted, or what is missing', (variables, want) => {
  expect(read(variables)).toEqual(want);
});
