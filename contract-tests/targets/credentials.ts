/** What callers present to guarded operations: valid credentials, and tokens for each way to be invalid. */
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { Contract, Named, Operation, SecurityScheme } from '../../contract/model.ts';
import type { Environment } from '../../lib/variables.ts';
import { credentialsVariable } from '../../server/http/authorization/credentials.ts';
import { createTestIssuer } from '../../server/testing/test-issuer.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import { present } from './present.ts';

export interface Credentials {
  /** A bearer token that allows every operation. */
  readonly token?: string | undefined;
  /** By security scheme: the API key, or `user:password`. */
  readonly secrets?: Named<string>;
  /** Invalid tokens, by what is wrong with them: `expired token`. */
  readonly rejected: Readonly<Record<string, string>>;
  /** A valid token without any of the scopes in the contract. */
  readonly insufficientScope?: string;
}

/** Credentials, and the variables of a server that accepts them. */
export interface Issued {
  readonly credentials: Credentials;
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The valid ones alone, for a target that only checks that something is presented. */
export function acceptedOnly({ token, secrets }: Credentials): Credentials {
  return { token, ...(secrets && { secrets }), rejected: {} };
}

/** What a caller may present to an operation; empty without credentials for any alternative. */
export function presentable({ security }: Operation, credentials: Credentials | undefined) {
  return (security?.alternatives ?? []).flatMap(({ scheme }) => {
    const secret = scheme.type === 'bearer' ? credentials?.token : credentials?.secrets?.get(scheme.name);
    return secret === undefined ? [] : [{ scheme, secret }];
  });
}

/** Adds credentials where the operation demands some and there are any. Where they are optional, it adds none. */
export function authorized<Request extends PlannedRequest>(
  operation: Operation,
  request: Request,
  credentials: Credentials | undefined,
): Request {
  const [first] = operation.security?.optional ? [] : presentable(operation, credentials);
  return first ? present(request, first.scheme, first.secret) : request;
}

/** Whether the operation demands credentials and there are none. */
export function lacksCredentials(operation: Operation, credentials: Credentials | undefined): boolean {
  const { security } = operation;
  return security !== undefined && !security.optional && presentable(operation, credentials).length === 0;
}

/** The credentials for a target that the tests did not start. Undefined when no variable is set. */
export function readCredentials(contract: Contract, environment: Environment): Credentials | undefined {
  const token = environment.CONTRACT_TOKEN || undefined;
  const secrets = new Map(
    secretSchemes(contract).flatMap(({ name }) => {
      const secret = environment[`CONTRACT_${credentialsVariable(name)}`];
      return secret ? [[name, secret]] : [];
    }),
  );
  if (token === undefined && secrets.size === 0) return undefined;
  return { token, secrets, rejected: { 'malformed token': 'garbage' } };
}

const longestRunSeconds = 24 * 60 * 60;

/** Issues credentials for every security scheme of the contract: tokens signed with a new key, new keys and users. */
export async function issueCredentials(contract: Contract): Promise<Issued> {
  const { environment, keys, token, close } = await createTestIssuer();
  const now = Math.floor(Date.now() / 1000);
  const exp = now + longestRunSeconds;
  const { PUBLISH_ISSUER: iss = '', PUBLISH_AUDIENCE: aud = '' } = environment;
  const right = { iss, aud, exp, scope: scopesOf(contract) };
  const signed = (alg: string, key: Parameters<SignJWT['sign']>[0]) =>
    new SignJWT(right).setProtectedHeader({ alg }).sign(key);
  const publicText = keys.publicKey.export({ format: 'pem', type: 'spki' });
  const rejected = {
    'malformed token': 'garbage',
    'expired token': await token({ ...right, exp: now - 60 }),
    'token that never expires': await token({ ...right, exp: undefined }),
    'token of another issuer': await token({ ...right, iss: 'https://elsewhere.example' }),
    'token for another audience': await token({ ...right, aud: 'elsewhere' }),
    'unsigned token': new UnsecuredJWT(right).encode(),
    'token signed with another key': await signed(
      'ES256',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    ),
    // The public key is public: a server that lets the token choose the algorithm would use it as the HMAC secret.
    'token signed with the public key': await signed('HS256', Buffer.from(publicText)),
  };
  const insufficientScope = await token({ ...right, scope: 'none' });
  const secrets = new Map(secretSchemes(contract).map((scheme) => [scheme.name, newSecret(scheme)]));
  return {
    credentials: { token: await token(right), secrets, rejected, insufficientScope },
    environment: { ...environment, ...hashesOf(secrets) },
    close,
  };
}

function alternativesIn({ operations }: Contract) {
  return operations.flatMap(({ security }) => security?.alternatives ?? []);
}

function scopesOf(contract: Contract): string {
  return [...new Set(alternativesIn(contract).flatMap(({ scopes }) => scopes))].join(' ');
}

function secretSchemes(contract: Contract): SecurityScheme[] {
  const schemes = alternativesIn(contract).map(({ scheme }) => scheme);
  return schemes.filter(({ type }) => type !== 'bearer');
}

function newSecret({ type }: SecurityScheme): string {
  return type === 'basic' ? `tester:${randomUUID()}` : randomUUID();
}

function hashesOf(secrets: Named<string>): Readonly<Record<string, string>> {
  const hash = (secret: string) => createHash('sha256').update(secret).digest('hex');
  return Object.fromEntries([...secrets].map(([name, secret]) => [credentialsVariable(name), hash(secret)]));
}
