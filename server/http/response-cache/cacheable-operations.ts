/** Which operations the response cache may answer: only those whose contract says all that a response depends on. */
import { inputHeaders } from '../../../contract/http-headers.ts';
import type { Contract, Operation } from '../../../contract/model.ts';
import type { Config } from '../../config.ts';
import { isCounted } from '../rate-limit.ts';
import { isPlainSchema } from './plain-schema.ts';

export interface CacheableOperations {
  /** Their responses are kept. */
  readonly gets: ReadonlySet<Operation>;
  /** By path. Their bodies are computed without Express. */
  readonly posts: ReadonlyMap<string, Operation>;
  /** In lower case: the request headers that a response depends on. */
  readonly headerNames: readonly string[];
}

// The sender negotiates by the first two and compares the next two; CORS reads the last.
const pipelineHeaders = ['accept', 'accept-encoding', 'if-match', 'if-none-match', 'origin'];

export function cacheableOperations(
  { document, operations }: Contract,
  { trustedProxies }: Pick<Config, 'trustedProxies'>,
): CacheableOperations {
  // The response cache counts each request. It would count those of an operation without a quota.
  const counted = operations.filter(isCounted);
  const gets = counted.filter(isCacheableGet);
  const posts = counted.filter((operation) => isPlainPost(document, operation));
  const declared = gets.flatMap(inputHeaders).map((name) => name.toLowerCase());
  // HSTS depends on it.
  const proxyHeaders = trustedProxies > 0 ? ['x-forwarded-proto'] : [];
  return {
    gets: new Set(gets),
    posts: new Map(posts.map((operation) => [operation.path, operation])),
    headerNames: [...new Set([...pipelineHeaders, ...proxyHeaders, ...declared])],
  };
}

// A response that needs a token is never kept: the key does not hold the token.
function isCacheableGet({ method, security, responses }: Operation): boolean {
  const headers = responses.get(200)?.headers;
  return method === 'get' && !security && headers?.has('etag') === true && headers.has('vary');
}

/** Whether nothing but the body reaches the handler, and the validator leaves the body as it is. */
function isPlainPost(document: Contract['document'], operation: Operation): boolean {
  const { method, security, parameters, requestBody, responses } = operation;
  const [[bodyType, body] = [], ...otherBodies] = requestBody?.content ?? [];
  if (method !== 'post' || security || !requestBody?.required) return false;
  if (bodyType !== 'application/json' || !body || otherBodies.length > 0) return false;
  if (parameters.some(({ in: location }) => location !== 'header') || inputHeaders(operation).length > 0)
    return false;
  const [[type, media] = [], ...others] = responses.get(200)?.content ?? [];
  if (type !== 'application/json' || !media || others.length > 0) return false;
  return [body, media].every(({ schemaPointer }) => isPlainSchema(document, schemaPointer));
}
