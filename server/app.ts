import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Contract } from '../contract/contract.ts';
import { createRequestIds, responseHeaders } from '../contract/response-headers.ts';
import { createSchemas, type Schemas } from '../contract/schemas.ts';
import { bodyParserProblem, createBodyParser } from './body-parser.ts';
import type { Config } from './config.ts';
import { createDocs } from './docs/router.ts';
import type { Clock, Handlers } from './handler.ts';
import { createRouter } from './mount.ts';
import { createProblemHandler, notFound } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import { createSnapshots, type Snapshots } from './snapshots.ts';
import type { ReleaseStore } from './store/store.ts';
import { createValidator, createValidatorProblem } from './validator.ts';

export interface AppDependencies {
  readonly config: Config;
  readonly contract: Contract;
  readonly store: ReleaseStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Others than ours: how a test makes a handler fail. */
  readonly handlers?: Handlers;
}

export interface App {
  readonly handle: Express;
  readonly snapshots: Snapshots;
}

/** The service as a request listener. It listens nowhere, and serves once its snapshots are loaded. */
export function createApp({ config, contract, store, clock, logger, handlers }: AppDependencies): App {
  const schemas = createSchemas(contract);
  const snapshots = createSnapshots(store, contract, schemas, logger);
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.enable('case sensitive routing').enable('strict routing');
  app.set('trust proxy', config.trustedProxies).set('query parser', 'simple');

  app.use(pinoHttp({ logger, genReqId: identify(contract, schemas), serializers, quietReqLogger: true }));
  app.use(helmet(securityHeaders));
  app.use(
    cors({ origin: origins(config), exposedHeaders: [...responseHeaders(contract).keys()], maxAge: 86_400 }),
  );
  app.use(createDocs(contract));
  app.use(headAsGet);
  app.use(createRateLimit(config));
  app.use(createBodyParser(contract));
  app.use(createValidator(contract, { validateResponses: config.environment !== 'production' }));
  app.use(createRouter({ config, contract, store, snapshots, clock }, handlers));
  app.use((_request, _response, next) => next(notFound()));
  app.use(createProblemHandler(contract, [createValidatorProblem(contract), bodyParserProblem]));
  return { handle: app, snapshots };
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

function identify(contract: Contract, schemas: Schemas) {
  const requestIdOf = createRequestIds(contract, schemas);
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
