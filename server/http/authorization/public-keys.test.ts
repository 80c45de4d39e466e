import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../lib/temporary-folder.ts';
import { readPublicKeys } from './public-keys.ts';

const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const edwards = generateKeyPairSync('ed25519');

const jwk = (key: KeyObject) => key.export({ format: 'jwk' });
const file = join(createTemporaryFolder(), 'keys.json');
const read = (content: unknown) => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readPublicKeys(file, 'ES256');
};

const right = jwk(p256.publicKey);

it.each<[situation: string, content: unknown]>([
  ['PEM', p256.publicKey.export({ format: 'pem', type: 'spki' })],
  ['a JWK', right],
  ['a JWK set', { keys: [right] }],
  [
    'a set with keys of other types, curves, algorithms and uses',
    {
      keys: [
        ...[p384, rsa, edwards].map(({ publicKey }) => jwk(publicKey)),
        { ...right, alg: 'ES384' },
        { ...right, use: 'enc' },
        { ...right, kty: 'OKP' },
        right,
      ],
    },
  ],
])('%s → the key for the algorithm', (_, content) => {
  expect(read(content)).toEqual([right]);
});

it('a key that names its algorithm and its use → read', () => {
  const named = { ...right, alg: 'ES256', use: 'sig', kid: 'a' };
  expect(read(named)).toEqual([named]);
});

it.each<[situation: string, content: unknown, reason: string]>([
  ['a private key in PEM', p256.privateKey.export({ format: 'pem', type: 'pkcs8' }), 'holds a secret key'],
  ['a private key beside a public one', { keys: [right, jwk(p256.privateKey)] }, 'holds a secret key'],
  ['a shared secret beside a public key', { keys: [{ kty: 'oct', k: 'AA' }, right] }, 'holds a secret key'],
  ['keys that are not a list', { keys: right }, 'holds no public key for ES256'],
  ['an empty set', { keys: [] }, 'holds no public key for ES256'],
  ['no JSON', '<html>', 'is neither a public key in PEM, nor a JWK, nor a JWK set'],
  ['half a key', { ...right, y: undefined }, 'is neither a public key in PEM'],
])('%s → an error that names the file', (_, content, reason) => {
  expect(() => read(content)).toThrow(`${file} ${reason}`);
});

it('no file → the reason of the system', () => {
  expect(() => readPublicKeys(`${file}.other`, 'ES256')).toThrow(`${file}.other cannot be read: ENOENT.`);
});

it.each([
  ['ES384', p384],
  ['EdDSA', edwards],
  ['RS256', rsa],
  ['PS256', rsa],
] as const)('%s → its key', (algorithm, { publicKey }) => {
  writeFileSync(file, JSON.stringify({ keys: [right, jwk(publicKey)] }));
  expect(readPublicKeys(file, algorithm)).toEqual([jwk(publicKey)]);
});
