import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import cors from 'cors';
import express, { type RequestHandler } from 'express';
import helmet, { strictTransportSecurity } from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { createRequestIds, crossOrigin } from '../contract/http-headers.ts';
import type { Contract } from '../contract/model.ts';
import { pathOf } from '../contract/paths.ts';
import type { Build } from './build/read-build.ts';
import type { Config } from './config.ts';
import { malformedAddressProblem } from './conversion/address-problems.ts';
import type { Clock, Handlers } from './handler.ts';
import { createAuthorization } from './http/authorization/authorization.ts';
import { callerOf } from './http/authorization/caller.ts';
import { bodyParserProblem, createBodyParser } from './http/body-parser.ts';
import { createDocs } from './http/docs/router.ts';
import { createFindOperation } from './http/found-operation.ts';
import { createHttpServer } from './http/http-server.ts';
import { createLoad } from './http/load.ts';
import { createRefuse } from './http/message-refusals.ts';
import { createHandlerOf, createMount } from './http/mount.ts';
import { createProblemHandler, storeProblem } from './http/problem.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { cacheableOperations } from './http/response-cache/cacheable-operations.ts';
import { createCachedResponses } from './http/response-cache/cached-responses.ts';
import { createComputeBody } from './http/response-cache/plain-json.ts';
import { createResponseCache } from './http/response-cache/response-cache.ts';
import { createResponseCheck } from './http/response-check.ts';
import { createValidator, createValidatorProblem } from './http/validator.ts';
import { createCountProblem, createMeasureRequests } from './metrics/measure-requests.ts';
import type { Measurements } from './metrics/model.ts';
import { createOlderReleases } from './releases/older-releases.ts';
import { createPublicationQueue } from './releases/publication-queue.ts';
import { createPrecompute, type PrecomputedResponses } from './snapshots/precompute.ts';
import { createSnapshots, type Snapshots } from './snapshots/snapshots.ts';
import type { ReleaseStore } from './store/store.ts';

export interface AppDependencies {
  readonly config: Config;
  readonly contract: Contract;
  readonly store: ReleaseStore;
  readonly clock: Clock;
  readonly build?: Build | undefined;
  readonly logger: Logger;
  readonly measurements?: Measurements;
  /** Replace the handlers of operations.ts: tests make a handler fail. */
  readonly handlers?: Handlers;
  /** Whether this process is about to end. */
  readonly isDraining?: () => boolean;
  /** The precomputed responses of the app that this one replaces. */
  readonly precomputed?: PrecomputedResponses;
}

export interface App {
  readonly listener: RequestListener;
  readonly contract: Contract;
  readonly snapshots: Snapshots;
  /** Creates the HTTP server. Pass a listener of your own to replace the app while the server runs. */
  createServer(listener?: RequestListener): Server;
}

/** The service as a request listener. It does not listen, and it serves once its snapshots are loaded. */
export function createApp(options: AppDependencies): App {
  const { config, contract, store, clock, logger, build, measurements } = options;
  const { isDraining = () => false } = options;
  const requestIdOf = createRequestIds(contract);
  const rateLimit = createRateLimit(contract, config);
  const precompute = createPrecompute(contract, options.precomputed);
  const snapshots = createSnapshots({
    store,
    contract,
    precompute,
    logger,
    build,
    cacheTimeout: config.cacheTimeout,
  });
  const olderReleases = createOlderReleases(store, precompute);
  const publications = createPublicationQueue();
  const releases = { store, snapshots, olderReleases, publications };
  const dependencies = { config, contract, clock, build, isDraining, measurements, ...releases };
  const handlerOf = createHandlerOf(options.handlers);
  const check = createResponseCheck(contract, config, measurements);
  const cacheable = cacheableOperations(contract, config);
  const cachedResponses = createCachedResponses(cacheable, logger, measurements);

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.enable('case sensitive routing').enable('strict routing');
  app.set('trust proxy', config.trustedProxies).set('query parser', 'simple');

  const genReqId = identify(requestIdOf);
  app.use(pinoHttp({ logger, genReqId, serializers, customProps: whoCalls, quietReqLogger: true }));
  if (measurements) app.use(createMeasureRequests(measurements));
  app.use(readTarget);
  app.use(helmet(securityHeaders));
  app.use((request, response, next) => (request.secure ? demandTls(request, response, next) : next()));
  app.use(createRefuse(rateLimit.countMessage));
  app.use(rateLimit.countPreflight);
  app.use(cors({ origin: origins(config), ...crossOrigin(contract) }));
  app.use(headAsGet);
  app.use(rateLimit.handle);
  app.use(createDocs(contract, config));
  app.use(createFindOperation(contract));
  // Before the body parser: without a valid token, a large body is never read.
  app.use(createAuthorization(contract, config, clock));
  app.use(createBodyParser(contract, rateLimit, createLoad()));
  app.use(createValidator(contract, malformedAddressProblem));
  app.use(createMount(dependencies, handlerOf, cachedResponses, check));
  const validatorProblem = createValidatorProblem(contract, malformedAddressProblem);
  const translators = [validatorProblem, bodyParserProblem, storeProblem];
  app.use(createProblemHandler(contract, translators, measurements && createCountProblem(measurements)));

  const listener = config.responseCache
    ? createResponseCache(
        {
          posts: cacheable.posts,
          snapshots,
          cachedResponses,
          rateLimit,
          requestIdOf,
          computeBody: createComputeBody(handlerOf, dependencies),
          logger,
          measurements,
        },
        app,
      )
    : app;
  return {
    listener,
    contract,
    snapshots,
    createServer: (other = listener) => createHttpServer(app, contract, other),
  };
}

// Only method and path: hosts, queries and headers may hold private data.
const serializers = {
  req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
    id,
    method,
    path: pathOf(url),
  }),
  res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
};

/** Who published, and with which token: nothing else in the log tells. */
function whoCalls(request: IncomingMessage): object {
  const { subject, tokenId, keyId } = callerOf(request) ?? {};
  return { subject, tokenId, keyId };
}

// Only behind TLS: elsewhere, a browser ignores it, or is sent to a port that has no TLS.
const demandTls = strictTransportSecurity();

const securityHeaders = {
  strictTransportSecurity: false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginResourcePolicy: { policy: 'cross-origin' },
} as const;

function origins({ corsOrigins }: Config): '*' | string[] {
  return corsOrigins.includes('*') ? '*' : [...corsOrigins];
}

function identify(requestIdOf: (requested: unknown) => string) {
  return (request: IncomingMessage, response: ServerResponse): string => {
    const id = requestIdOf(request.headers['x-request-id']);
    response.setHeader('X-Request-Id', id);
    return id;
  };
}

// The log and the problems read the original URL.
const readTarget: RequestHandler = (request, _response, next) => {
  request.url = request.url.replace(/[^?#]*/, pathOf);
  next();
};

// The contract declares no HEAD. HEAD is GET without the body, and node:http leaves the body out.
const headAsGet: RequestHandler = (request, _response, next) => {
  if (request.method === 'HEAD') request.method = 'GET';
  next();
};
