import type { Contract } from '../contract/model.ts';
import { createVariables, type Environment } from '../lib/variables.ts';
import { type AcceptedSecrets, readCredentials } from './http/authorization/credentials.ts';
import { algorithms } from './http/authorization/public-keys.ts';
import {
  type PublishingVariables,
  readTrustedIssuer,
  type TrustedIssuer,
} from './http/authorization/trusted-issuer.ts';
import { cacheTimeoutPointer } from './sync/cache-timeout.ts';
import { type Tier, tiers } from './tier.ts';
import { checkTier } from './tier-variables.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** The URL of this service in the contract that it serves, without a final slash. */
  readonly publicUrl: string;
  readonly environment: Tier;
  readonly logLevel: string;
  /** Whether a response that breaks the contract is a 500, or is sent, logged and counted. */
  readonly responseValidation: 'throw' | 'report';
  /** Origins that browsers may call from; `*` is every origin. */
  readonly corsOrigins: readonly string[];
  /** Whether `/docs` is served. */
  readonly docs: boolean;
  /** Milliseconds after which the sync operations tell clients to ask again; by default those of the contract. */
  readonly cacheTimeout?: number;
  /** Requests a minute that one client may send. */
  readonly rateLimit: number;
  /** `postgres://…`. Without it, releases are stored in a file in `dataDir`. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  /** How many proxies stand in front. The client addresses that they report are trusted. */
  readonly trustedProxies: number;
  /** Connections at a time. Further ones are closed at once. */
  readonly maxConnections: number;
  /** Seconds between a signal to end and the end of listening: a balancer needs them to send no more requests. */
  readonly drainDelay: number;
  /** Where `/metrics` is served. Without it, nothing is measured. */
  readonly metrics?: { readonly host: string; readonly port: number };
  /** Whether the response cache is on. Clients see no difference. */
  readonly responseCache: boolean;
  /** The issuer whose tokens allow publishing over HTTP. Without it, no bearer token is accepted. */
  readonly publishers?: TrustedIssuer;
  /** The secrets that are accepted by the other security schemes of the contract. */
  readonly credentials: AcceptedSecrets;
}

interface Variables extends PublishingVariables {
  HOST: string;
  PORT: number;
  PUBLIC_URL?: string;
  ENVIRONMENT: Config['environment'];
  LOG_LEVEL: string;
  RESPONSE_VALIDATION?: Config['responseValidation'];
  CORS_ORIGINS: string;
  DOCS?: 'on' | 'off';
  CACHE_TIMEOUT?: number;
  RATE_LIMIT: number;
  DATABASE_URL?: string;
  DATA_DIR: string;
  TRUSTED_PROXIES: number;
  MAX_CONNECTIONS: number;
  DRAIN_DELAY: number;
  METRICS_HOST: string;
  METRICS_PORT?: number;
  RESPONSE_CACHE: 'on' | 'off';
}

const properties: Readonly<Record<keyof Variables, object>> = {
  HOST: { type: 'string', minLength: 1, default: '127.0.0.1' },
  PORT: { type: 'integer', minimum: 0, maximum: 65535, default: 3000 },
  // The contract shows it to everybody, so it holds no user and no password.
  PUBLIC_URL: {
    type: 'string',
    pattern: '^https?://[^/?#@\\s]+(/[^/?#\\s]+)*$',
    format: 'url',
    maxLength: 2000,
  },
  ENVIRONMENT: { enum: tiers, default: 'dev' },
  LOG_LEVEL: { enum: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], default: 'info' },
  RESPONSE_VALIDATION: { enum: ['throw', 'report'] },
  CORS_ORIGINS: { type: 'string', minLength: 1, default: '*' },
  DOCS: { enum: ['on', 'off'] },
  CACHE_TIMEOUT: { type: 'integer' },
  RATE_LIMIT: { type: 'integer', minimum: 1, maximum: 999_999_999, default: 6000 },
  DATABASE_URL: { type: 'string', pattern: '^postgres(ql)?://', format: 'url' },
  DATA_DIR: { type: 'string', minLength: 1, default: '.data' },
  TRUSTED_PROXIES: { type: 'integer', minimum: 0, maximum: 10, default: 0 },
  MAX_CONNECTIONS: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 10_000 },
  DRAIN_DELAY: { type: 'integer', minimum: 0, maximum: 300, default: 0 },
  METRICS_HOST: { type: 'string', minLength: 1, default: '127.0.0.1' },
  METRICS_PORT: { type: 'integer', minimum: 0, maximum: 65535 },
  RESPONSE_CACHE: { enum: ['on', 'off'], default: 'on' },
  PUBLISH_JWKS_URL: { type: 'string' },
  PUBLISH_KEY_FILE: { type: 'string' },
  PUBLISH_ISSUER: { type: 'string' },
  PUBLISH_AUDIENCE: { type: 'string' },
  PUBLISH_ALG: { enum: algorithms, default: 'ES256' },
};
const names = Object.keys(properties) as (keyof Variables)[];

/** The named variables with their defaults. Throws an Error with one sentence for each wrong variable. */
export const readVariables = createVariables<Variables>(properties);

/**
 * Reads the environment. Throws like `readVariables`, and when variables contradict each other or the tier.
 *
 * @param contract names the variables with the credentials of its security schemes, and limits others; without it, there are none
 */
export function readConfig(environment: Environment, contract?: Contract): Config {
  const variables = readVariables(environment, names);
  const publishers = readTrustedIssuer(variables);
  const corsOrigins = variables.CORS_ORIGINS.split(',').map((origin) => origin.trim());
  checkTier(variables);
  checkOrigins(corsOrigins, variables.ENVIRONMENT);
  checkPorts(variables);
  if (contract) checkCacheTimeout(contract, variables);
  return {
    host: variables.HOST,
    port: variables.PORT,
    publicUrl: variables.PUBLIC_URL ?? `http://localhost:${variables.PORT}`,
    environment: variables.ENVIRONMENT,
    logLevel: variables.LOG_LEVEL,
    responseValidation:
      variables.RESPONSE_VALIDATION ?? (variables.ENVIRONMENT === 'dev' ? 'throw' : 'report'),
    corsOrigins,
    docs: (variables.DOCS ?? (variables.ENVIRONMENT === 'production' ? 'off' : 'on')) === 'on',
    ...(variables.CACHE_TIMEOUT !== undefined && { cacheTimeout: variables.CACHE_TIMEOUT }),
    rateLimit: variables.RATE_LIMIT,
    ...(variables.DATABASE_URL !== undefined && { databaseUrl: variables.DATABASE_URL }),
    dataDir: variables.DATA_DIR,
    trustedProxies: variables.TRUSTED_PROXIES,
    maxConnections: variables.MAX_CONNECTIONS,
    drainDelay: variables.DRAIN_DELAY,
    ...(variables.METRICS_PORT !== undefined && {
      metrics: { host: variables.METRICS_HOST, port: variables.METRICS_PORT },
    }),
    responseCache: variables.RESPONSE_CACHE === 'on',
    ...(publishers && { publishers }),
    credentials: contract ? readCredentials(contract, environment) : new Map(),
  };
}

function checkPorts({ PORT, METRICS_PORT }: Pick<Variables, 'PORT' | 'METRICS_PORT'>): void {
  if (PORT === METRICS_PORT && PORT !== 0)
    throw new Error(`PORT and METRICS_PORT are both ${PORT}. The metrics need a port of their own.`);
}

function checkCacheTimeout(contract: Contract, { CACHE_TIMEOUT }: Pick<Variables, 'CACHE_TIMEOUT'>): void {
  const [failure] = CACHE_TIMEOUT === undefined ? [] : contract.validate(cacheTimeoutPointer, CACHE_TIMEOUT);
  if (failure)
    throw new Error(
      `The environment variable CACHE_TIMEOUT=${CACHE_TIMEOUT} ${failure.message ?? failure.detail}.`,
    );
}

/** A browser compares its Origin with these as text: another spelling would never match. */
function checkOrigins(origins: readonly string[], environment: Config['environment']): void {
  for (const origin of origins) {
    if (origin === '*' && environment !== 'dev')
      throw new Error(
        `ENVIRONMENT=${environment} needs CORS_ORIGINS: the origins that browsers may call
from, such as https://app.example, separated by commas. If there are none, set
the origin of this service. "*" is for dev only.`,
      );
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    const right =
      url && ['http:', 'https:'].includes(url.protocol)
        ? url.origin
        : 'an origin such as https://app.example';
    if (origin !== '*' && origin !== right)
      throw new Error(
        `The environment variable CORS_ORIGINS holds "${origin.replace(/\/\/.*@/s, '//…@')}". Write ${right} instead.`,
      );
  }
}
