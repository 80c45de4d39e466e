import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import cors from 'cors';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { createRequestIds, crossOrigin } from '../contract/http-headers.ts';
import type { Contract } from '../contract/model.ts';
import type { Config } from './config.ts';
import type { Clock, Handlers } from './handler.ts';
import { createAuthorization } from './http/authorization/authorization.ts';
import { bodyParserProblem, createBodyParser } from './http/body-parser.ts';
import { createDocs } from './http/docs/router.ts';
import { createHttpServer } from './http/http-server.ts';
import { createHandlerOf, createRouter } from './http/mount.ts';
import { createProblemHandler, notFound } from './http/problem.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { createCachedResponses } from './http/response-cache/cached-responses.ts';
import { createBodyOf } from './http/response-cache/plain-json.ts';
import { createResponseCache } from './http/response-cache/response-cache.ts';
import { storeProblem } from './http/store-problem.ts';
import { createValidator, createValidatorProblem } from './http/validator.ts';
import { createOlderReleases } from './releases/older-releases.ts';
import { createPrecompute, type PrecomputedResponses } from './snapshots/precompute.ts';
import { createSnapshots, type Snapshots } from './snapshots/snapshots.ts';
import type { ReleaseStore } from './store/store.ts';

export interface AppDependencies {
  readonly config: Config;
  readonly contract: Contract;
  readonly store: ReleaseStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Others than ours: how a test makes a handler fail. */
  readonly handlers?: Handlers;
  /** Of the app before, where this one takes its place. */
  readonly precomputed?: PrecomputedResponses;
}

export interface App {
  readonly listener: RequestListener;
  readonly snapshots: Snapshots;
  /** The server that suits the app; of another listener, where the app is to be exchanged while it runs. */
  createServer(listener?: RequestListener): Server;
}

/** The service as a request listener. It listens nowhere, and serves once its snapshots are loaded. */
export function createApp(given: AppDependencies): App {
  const { config, contract, store, clock, logger } = given;
  const checkAnswers = config.environment !== 'production';
  const requestIdOf = createRequestIds(contract);
  const rateLimit = createRateLimit(config);
  const precompute = createPrecompute(contract, given.precomputed);
  const snapshots = createSnapshots(store, contract, precompute, logger);
  const olderReleases = createOlderReleases(store, precompute);
  const dependencies = { config, contract, store, snapshots, olderReleases, clock };
  const handlerOf = createHandlerOf(given.handlers);
  const answers = createCachedResponses(logger);

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.enable('case sensitive routing').enable('strict routing');
  app.set('trust proxy', config.trustedProxies).set('query parser', 'simple');

  app.use(pinoHttp({ logger, genReqId: identify(requestIdOf), serializers, quietReqLogger: true }));
  app.use(helmet(securityHeaders));
  app.use(cors({ origin: origins(config), ...crossOrigin(contract) }));
  app.use(headAsGet);
  app.use(rateLimit.handle);
  app.use(createDocs(contract));
  // Before the body is read: nobody unknown makes us take in all that the contract allows.
  app.use(createAuthorization(contract, config, clock));
  app.use(createBodyParser(contract));
  app.use(createValidator(contract, { validateResponses: checkAnswers }));
  app.use(createRouter(dependencies, handlerOf, answers));
  app.use((_request, _response, next) => next(notFound()));
  app.use(
    createProblemHandler(contract, [createValidatorProblem(contract), bodyParserProblem, storeProblem]),
  );

  const bodyOf = createBodyOf(handlerOf, dependencies, checkAnswers);
  const { operations } = contract;
  const listener = config.responseCache
    ? createResponseCache({ operations, snapshots, answers, rateLimit, requestIdOf, bodyOf, logger }, app)
    : app;
  return { listener, snapshots, createServer: (other = listener) => createHttpServer(app, contract, other) };
}

// Method and path, no more: queries and headers may hold what is private.
const serializers = {
  req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
    id,
    method,
    path: url.split('?', 1)[0],
  }),
  res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
};

const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginResourcePolicy: { policy: 'cross-origin' },
} as const;

function origins({ corsOrigins }: Config): '*' | string[] {
  return corsOrigins.includes('*') ? '*' : [...corsOrigins];
}

function identify(requestIdOf: (given: unknown) => string) {
  return (request: IncomingMessage, response: ServerResponse): string => {
    const id = requestIdOf(request.headers['x-request-id']);
    response.setHeader('X-Request-Id', id);
    return id;
  };
}

// The contract declares no HEAD: it is GET without the body, which node:http leaves out by itself.
const headAsGet: RequestHandler = (request, _response, next) => {
  if (request.method === 'HEAD') request.method = 'GET';
  next();
};
