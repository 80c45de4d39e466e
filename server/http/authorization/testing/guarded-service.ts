/** A service whose version is guarded by some security, and records who asked for it. */
import type { Contract } from '../../../../contract/model.ts';
import { editedContract } from '../../../../contract/testing/edited-contract.ts';
import { handlers } from '../../../operations.ts';
import { startTestService } from '../../../testing/start-test-service.ts';
import type { Caller } from '../caller.ts';

const path = '/api/taxonomy/version';
const releasesPath = '/api/taxonomy/releases';

/** What is edited. */
interface Document {
  readonly components: { readonly securitySchemes: object };
  readonly paths: {
    readonly [path]: { readonly get: { readonly responses: Record<200, ResponseObject> } };
    readonly [releasesPath]: { readonly post: { readonly responses: Record<401 | 403, ResponseObject> } };
  };
}

interface ResponseObject {
  readonly headers: object;
}

export const schemes = {
  publisher: { type: 'http', scheme: 'bearer' },
  clerk: { type: 'http', scheme: 'basic' },
  partnerKey: { type: 'apiKey', in: 'header', name: 'X-Partner-Key' },
  'report-key': { type: 'apiKey', in: 'query', name: 'key' },
};

export function guardedContract(security: readonly Readonly<Record<string, readonly string[]>>[]): Contract {
  return editedContract((document: Document) => {
    const { 401: unauthenticated, 403: forbidden } = document.paths[releasesPath].post.responses;
    const { get } = document.paths[path];
    Object.assign(get, { security });
    Object.assign(get.responses, { 401: asOfGet(unauthenticated), 403: asOfGet(forbidden) });
    // A response to a caller is for nobody else.
    Object.assign(get.responses[200].headers, {
      'Cache-Control': { $ref: '#/components/headers/CacheControlNoStore' },
    });
    Object.assign(document.components.securitySchemes, schemes);
  });
}

/** A GET has no headers about the rate limit. */
function asOfGet({ headers, ...response }: ResponseObject): ResponseObject {
  const kept = Object.entries(headers).filter(([name]) => !name.startsWith('RateLimit'));
  return { ...response, headers: Object.fromEntries(kept) };
}

export async function startGuardedService(
  security: Parameters<typeof guardedContract>[0],
  environment: Readonly<Record<string, string>>,
) {
  const callers: (Caller | undefined)[] = [];
  const service = await startTestService({
    contract: guardedContract(security),
    environment,
    handlers: {
      ...handlers,
      getVersion: (input, dependencies) => {
        callers.push(input.caller);
        return handlers.getVersion(input, dependencies);
      },
    },
  });
  return {
    ...service,
    /** Asks for the version. The caller is that of the handler; absent when the handler did not run. */
    async ask(headers: Readonly<Record<string, string>> = {}, query = '') {
      callers.length = 0;
      const response = await service.request(path + query, { headers });
      const { detail } = await response.json();
      const challenge = response.headers.get('www-authenticate');
      return { status: response.status, challenge, detail, callers: [...callers] };
    },
  };
}
