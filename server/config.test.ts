import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { createTemporaryFolder, removeFolder } from '../lib/temporary-folder.ts';
import { readConfig } from './config.ts';
import { guardedContract } from './http/authorization/testing/guarded-service.ts';

const trust = { PUBLISH_ISSUER: 'https://issuer.example', PUBLISH_AUDIENCE: 'taxonomy' };
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = publicKey.export({ format: 'jwk' });
const { publicKey: shortRsa } = generateKeyPairSync('rsa', { modulusLength: 1024 });

let directory: string;
const fileOf = (name: string) => join(directory, name);
beforeAll(async () => {
  directory = createTemporaryFolder();
  const contents = {
    'public.pem': publicKey.export({ format: 'pem', type: 'spki' }),
    'private.pem': privateKey.export({ format: 'pem', type: 'pkcs8' }),
    'broken.pem': '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
    'jwk.json': JSON.stringify(jwk),
    'private.json': JSON.stringify(privateKey.export({ format: 'jwk' })),
    'secret.json': JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' }),
    'set.json': JSON.stringify({ keys: [jwk, { ...jwk, use: 'enc' }, { ...jwk, alg: 'ES384' }] }),
    'words.txt': 'just words',
    'half.json': JSON.stringify({ kty: 'EC', crv: 'P-256', x: jwk.x }),
    'short.pem': shortRsa.export({ format: 'pem', type: 'spki' }),
  };
  for (const [name, content] of Object.entries(contents)) await writeFile(fileOf(name), content);
});
afterAll(() => removeFolder(directory));

it('no variable is set → the defaults', () => {
  expect(readConfig({})).toStrictEqual({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    environment: 'dev',
    logLevel: 'info',
    responseValidation: 'throw',
    corsOrigins: ['*'],
    docs: true,
    rateLimit: 6000,
    dataDir: '.data',
    trustedProxies: 0,
    maxConnections: 10_000,
    drainDelay: 0,
    responseCache: true,
    credentials: new Map(),
  });
});

it('the other variables are set → what they say', () => {
  const environment = {
    HOST: '::',
    PORT: '80',
    LOG_LEVEL: 'silent',
    RESPONSE_VALIDATION: 'report',
    CACHE_TIMEOUT: '1000',
    RATE_LIMIT: '7',
    DATABASE_URL: 'postgres://db.example/registry',
    DATA_DIR: '/data',
    TRUSTED_PROXIES: '2',
    MAX_CONNECTIONS: '3',
    DRAIN_DELAY: '4',
    RESPONSE_CACHE: 'off',
  };
  expect(readConfig(environment)).toMatchObject({
    host: '::',
    port: 80,
    logLevel: 'silent',
    responseValidation: 'report',
    cacheTimeout: 1000,
    rateLimit: 7,
    databaseUrl: 'postgres://db.example/registry',
    dataDir: '/data',
    trustedProxies: 2,
    maxConnections: 3,
    drainDelay: 4,
    responseCache: false,
  });
});

describe('publishing variables', () => {
  it('no PUBLISH_ variable → publishing is off', () => {
    expect(readConfig({})).not.toHaveProperty('publishers');
  });

  it.each(['public.pem', 'jwk.json', 'set.json'])('a key in %s → the key of the algorithm', (name) => {
    const { publishers } = readConfig({ ...trust, PUBLISH_KEY_FILE: fileOf(name) });
    expect(publishers).toMatchObject({
      issuer: trust.PUBLISH_ISSUER,
      audience: 'taxonomy',
      algorithm: 'ES256',
    });
    expect(publishers?.keys).toEqual([expect.objectContaining({ x: jwk.x, y: jwk.y })]);
  });

  it('keys at a URL → the URL', () => {
    const { publishers } = readConfig({ ...trust, PUBLISH_JWKS_URL: 'https://issuer.example/keys' });
    expect(String(publishers?.keys)).toBe('https://issuer.example/keys');
  });

  it.each([
    ['private.pem', 'private.pem holds a secret key'],
    ['private.json', 'private.json holds a secret key'],
    ['secret.json', 'secret.json holds a secret key'],
    ['broken.pem', 'is neither a public key in PEM'],
    ['words.txt', 'is neither a public key in PEM'],
    ['half.json', 'is neither a public key in PEM'],
    ['nowhere.pem', 'nowhere.pem cannot be read: ENOENT'],
  ])('a key in %s → refused: %s', (name, message) => {
    const read = () => readConfig({ ...trust, PUBLISH_KEY_FILE: fileOf(name) });
    expect(read).toThrow('PUBLISH_KEY_FILE: ');
    expect(read).toThrow(message);
  });

  const url = { PUBLISH_JWKS_URL: 'https://issuer.example/keys' };
  it.each([
    ['an issuer without a key', trust, 'PUBLISH_JWKS_URL or PUBLISH_KEY_FILE'],
    ['a key without an issuer', { ...url, PUBLISH_AUDIENCE: 'taxonomy' }, 'PUBLISH_ISSUER'],
    ['a key without an audience', { ...url, PUBLISH_ISSUER: 'me' }, 'PUBLISH_AUDIENCE'],
    ['a URL and a file of keys', { ...trust, ...url, PUBLISH_KEY_FILE: 'key.pem' }, 'Keep one'],
    [
      'keys over plain HTTP',
      { ...trust, PUBLISH_JWKS_URL: 'http://issuer.example/keys' },
      'PUBLISH_JWKS_URL',
    ],
    ['a malformed URL', { ...trust, PUBLISH_JWKS_URL: 'https://:x' }, 'PUBLISH_JWKS_URL'],
    ['a URL with the scheme file', { ...trust, PUBLISH_JWKS_URL: 'file:///keys' }, 'PUBLISH_JWKS_URL'],
    ['a shared secret', { ...trust, ...url, PUBLISH_ALG: 'HS256' }, 'PUBLISH_ALG'],
    ['no signature', { ...trust, ...url, PUBLISH_ALG: 'none' }, 'PUBLISH_ALG'],
  ])('%s → refused with the name of the variable', (_name, environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });

  it.each([
    'http://localhost:secret@evil.example/keys',
    'http://127.0.0.1:secret@evil.example/keys',
    'http://someone:secret@keys.example/',
    'https://someone:secret@keys.example/',
    'https://secret@keys.example/',
  ])('keys at %s → refused, without the password in the message', (url) => {
    const read = () => readConfig({ ...trust, PUBLISH_JWKS_URL: url });
    expect(read).toThrow('PUBLISH_JWKS_URL');
    expect(read).not.toThrow('secret');
  });

  it.each(['http://localhost/keys', 'http://127.0.0.1:4000/keys', 'http://[::1]:4000/keys'])(
    'keys at %s, on this machine → plain HTTP is accepted',
    (url) => {
      expect(String(readConfig({ ...trust, PUBLISH_JWKS_URL: url }).publishers?.keys)).toBe(url);
    },
  );

  it('a key of another algorithm → refused', () => {
    const environment = { ...trust, PUBLISH_KEY_FILE: fileOf('public.pem'), PUBLISH_ALG: 'RS256' };
    expect(() => readConfig(environment)).toThrow('holds no public key for RS256');
  });

  it('an RSA key that is too short → refused at the start, not at the first token', () => {
    const environment = { ...trust, PUBLISH_KEY_FILE: fileOf('short.pem'), PUBLISH_ALG: 'RS256' };
    expect(() => readConfig(environment)).toThrow('holds an RSA key of 1024 bits. Use one of 2048 or more.');
  });
});

describe('PUBLIC_URL', () => {
  it.each([
    [{}, 'http://localhost:3000'],
    [{ PORT: '3001' }, 'http://localhost:3001'],
    [{ PUBLIC_URL: 'https://registry.example' }, 'https://registry.example'],
    [{ PUBLIC_URL: 'https://registry.example:8443/media' }, 'https://registry.example:8443/media'],
    [{ PUBLIC_URL: 'https://registry.example/@media' }, 'https://registry.example/@media'],
  ])('%j → %s', (environment, url) => {
    expect(readConfig(environment).publicUrl).toBe(url);
  });

  it.each([
    'registry.example',
    'ftp://registry.example',
    'https://a.example/',
    'https://a.example?b',
    'https://a b',
    'https://me:secret@a.example',
    'https://[a.example',
  ])('%s → refused with the name of the variable', (url) => {
    expect(() => readConfig({ PUBLIC_URL: url })).toThrow('PUBLIC_URL');
  });
});

describe('METRICS_PORT', () => {
  it.each([
    [{}, undefined],
    [{ METRICS_HOST: '0.0.0.0' }, undefined],
    [{ METRICS_PORT: '9464' }, { host: '127.0.0.1', port: 9464 }],
    [
      { METRICS_PORT: '0', PORT: '0', METRICS_HOST: '::' },
      { host: '::', port: 0 },
    ],
  ])('%j → %j', (environment, metrics) => {
    expect(readConfig(environment).metrics).toEqual(metrics);
  });

  it.each([
    [{ METRICS_PORT: 'on' }, 'METRICS_PORT=on must be integer'],
    [{ METRICS_PORT: '3000' }, 'PORT and METRICS_PORT are both 3000'],
  ])('%j → refused: %s', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });
});

describe('CORS_ORIGINS', () => {
  it.each([
    ['*', ['*']],
    ['https://a.example, http://b.example:8080', ['https://a.example', 'http://b.example:8080']],
    ['http://[::1]:5173', ['http://[::1]:5173']],
  ])('%s → %j', (value, origins) => {
    expect(readConfig({ CORS_ORIGINS: value }).corsOrigins).toEqual(origins);
  });

  it.each([
    ['https://a.example/', 'Write https://a.example instead.'],
    ['https://b.example,HTTPS://A.example', 'Write https://a.example instead.'],
    ['https://a.example:443', 'Write https://a.example instead.'],
    ['https://a.example/x?y#z', 'Write https://a.example instead.'],
    ['https://bücher.example', 'Write https://xn--bcher-kva.example instead.'],
    ['foo', 'Write an origin such as https://app.example instead.'],
    ['null', 'Write an origin such as https://app.example instead.'],
    ['ftp://a.example', 'Write an origin such as https://app.example instead.'],
    ['https://a.example,', 'CORS_ORIGINS holds "". Write an origin'],
    ['https://me:secret@a.example', 'holds "https://…@a.example". Write https://a.example instead.'],
  ])('%s → refused with the right spelling', (value, message) => {
    expect(() => readConfig({ CORS_ORIGINS: value })).toThrow('CORS_ORIGINS holds');
    expect(() => readConfig({ CORS_ORIGINS: value })).toThrow(message);
  });

  it.each(['staging', 'production'])('every origin in %s → refused, with what to set', (ENVIRONMENT) => {
    for (const CORS_ORIGINS of [undefined, '', '*', 'https://a.example,*'])
      expect(() => readConfig({ ENVIRONMENT, CORS_ORIGINS, PUBLIC_URL: 'https://a.example' })).toThrow(
        `ENVIRONMENT=${ENVIRONMENT} needs CORS_ORIGINS: the origins that browsers may call`,
      );
    const right = { ENVIRONMENT, CORS_ORIGINS: 'https://a.example', PUBLIC_URL: 'https://a.example' };
    expect(() => readConfig(right)).not.toThrow();
  });
});

describe('ENVIRONMENT', () => {
  const origins = { CORS_ORIGINS: 'https://app.example' };
  const staging = { ...origins, ENVIRONMENT: 'staging', PUBLIC_URL: 'https://staging.example' };
  const production = { ...origins, ENVIRONMENT: 'production', PUBLIC_URL: 'https://registry.example' };

  it.each([
    [{}, { docs: true, responseValidation: 'throw' }],
    [staging, { docs: true, responseValidation: 'report' }],
    [production, { docs: false, responseValidation: 'report' }],
    [{ ...production, DOCS: 'on' }, { docs: true }],
    [{ DOCS: 'off' }, { docs: false }],
    [{ ...staging, LOG_LEVEL: 'debug', RESPONSE_VALIDATION: 'throw' }, { responseValidation: 'throw' }],
    [{ ...staging, PUBLIC_URL: 'http://staging.internal' }, { publicUrl: 'http://staging.internal' }],
    [{ ...production, PUBLIC_URL: 'http://localhost:3000' }, { publicUrl: 'http://localhost:3000' }],
    [{ ...production, PUBLIC_URL: 'http://[::1]:3000' }, { publicUrl: 'http://[::1]:3000' }],
  ])('%j → %j', (environment, expected) => {
    expect(readConfig(environment)).toMatchObject(expected);
  });

  it.each([
    [{ ...staging, PUBLIC_URL: '' }, 'ENVIRONMENT=staging needs PUBLIC_URL'],
    [{ ...production, PUBLIC_URL: undefined }, 'ENVIRONMENT=production needs PUBLIC_URL'],
    [{ ...production, PUBLIC_URL: 'http://registry.example' }, 'contradicts PUBLIC_URL=http://registry.exam'],
    [{ ...production, PUBLIC_URL: 'http://localhost.example' }, 'contradicts PUBLIC_URL'],
    [{ ...production, LOG_LEVEL: 'debug' }, 'contradicts LOG_LEVEL=debug'],
    [{ ...production, LOG_LEVEL: 'trace' }, 'contradicts LOG_LEVEL=trace'],
    [{ ...production, RESPONSE_VALIDATION: 'throw' }, 'contradicts RESPONSE_VALIDATION=throw'],
    [{ ENVIRONMENT: 'test' }, 'ENVIRONMENT=test must be equal to one of the allowed values: dev, staging, p'],
    [{ DOCS: 'yes' }, 'DOCS=yes must be'],
  ])('%j → refused: %s', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });
});

describe('CACHE_TIMEOUT', () => {
  const contract = readContract();
  it('within the limits of the contract → kept; not set → left to the contract', () => {
    expect(readConfig({ CACHE_TIMEOUT: '60000' }, contract).cacheTimeout).toBe(60_000);
    expect(readConfig({}, contract)).not.toHaveProperty('cacheTimeout');
  });

  it.each([
    ['999', 'must be >= 1000'],
    ['86400001', 'must be <= 86400000'],
    ['1.5', 'must be integer'],
    ['soon', 'must be integer'],
  ])('%s → refused with the name of the variable and what it must be', (CACHE_TIMEOUT, demand) => {
    const read = () => readConfig({ CACHE_TIMEOUT }, contract);
    expect(read).toThrow(new Error(`The environment variable CACHE_TIMEOUT=${CACHE_TIMEOUT} ${demand}.`));
  });
});

describe('credentials of the contract', () => {
  const contract = guardedContract([{ publisher: [] }, { partnerKey: [] }, { 'report-key': [] }]);
  const [one, other] = ['a'.repeat(64), '0'.repeat(64)];

  it('a variable for each scheme that is not bearer → its hashes', () => {
    const environment = { CREDENTIALS_PARTNER_KEY: `${one}, ${other}`, CREDENTIALS_REPORT_KEY: '' };
    const { credentials } = readConfig(environment, contract);
    const hashesOf = (scheme: string) => credentials.get(scheme)?.map((hash) => hash.toString('hex'));
    const schemes = ['publisher', 'partnerKey', 'report-key'];
    expect(schemes.map(hashesOf)).toEqual([undefined, [one, other], []]);
  });

  it.each(['secret', `${one},`, one.toUpperCase(), `${one} ${other}`, one.slice(1)])(
    '%s → refused with the name of the variable, without its value',
    (value) => {
      const read = () => readConfig({ CREDENTIALS_REPORT_KEY: value }, contract);
      expect(read).toThrow('CREDENTIALS_REPORT_KEY must hold SHA-256 hashes');
      expect(read).not.toThrow(value);
    },
  );

  // systemd sets CREDENTIALS_DIRECTORY, and Kubernetes CREDENTIALS_PORT beside a service of that name.
  it('a variable that no scheme names → ignored', () => {
    expect(() => readConfig({ CREDENTIALS_DIRECTORY: '/run/credentials' }, contract)).not.toThrow();
  });
});

// Kubernetes sets MOCK_PORT to a URL beside a service that is named mock.
it('MOCK_PORT is not a port → the server ignores it', () => {
  expect(() => readConfig({ MOCK_PORT: 'tcp://10.0.0.1:4010' })).not.toThrow();
});
