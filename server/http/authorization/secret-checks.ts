/** API keys and HTTP basic (RFC 7617): the secret is compared with the hashes of the accepted ones. */
import type { Request } from 'express';
import type { SecurityScheme } from '../../../contract/model.ts';
import { placeOf } from '../../../contract/refusals.ts';
import { credentialsVariable, isAccepted } from './credentials.ts';
import { credentialsAfter, Refusal, type SchemeCheck } from './scheme-check.ts';

type ApiKey = Extract<SecurityScheme, { type: 'apiKey' }>;

export function createBasicCheck(scheme: string, hashes: readonly Buffer[]): SchemeCheck {
  return {
    ...configurationOf(scheme, hashes),
    isPresented: (request) => credentialsAfter('basic', request) !== undefined,
    async check(request) {
      const secret = Buffer.from(credentialsAfter('basic', request) ?? '', 'base64');
      const [subject = '', ...password] = secret.toString().split(':');
      if (password.length === 0 || !isAccepted(hashes, secret))
        throw new Refusal('unauthenticated', 'This server does not accept this user with this password.');
      return { scheme, subject };
    },
  };
}

export function createApiKeyCheck(apiKey: ApiKey, hashes: readonly Buffer[]): SchemeCheck {
  const { name: scheme, in: location, parameter } = apiKey;
  const keyIn = location === 'header' ? headerBytes : queryBytes;
  return {
    ...configurationOf(scheme, hashes),
    isPresented: (request) => keyIn(request, parameter).length > 0,
    async check(request) {
      if (!isAccepted(hashes, keyIn(request, parameter)))
        throw new Refusal('unauthenticated', `This server does not accept the key in ${placeOf(apiKey)}.`);
      return { scheme };
    },
  };
}

// node:http reads each byte of a header as one character.
function headerBytes(request: Request, name: string): Buffer {
  return Buffer.from(request.get(name) ?? '', 'latin1');
}

function queryBytes(request: Request, name: string): Buffer {
  const [, ...search] = request.originalUrl.split('?');
  return Buffer.from(new URLSearchParams(search.join('?')).getAll(name).join());
}

function configurationOf(scheme: string, hashes: readonly Buffer[]) {
  return { isConfigured: hashes.length > 0, variables: credentialsVariable(scheme) };
}
