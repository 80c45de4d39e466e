/** Checks what a caller presents against the `security` of the operation. */
import type { Request, RequestHandler } from 'express';
import { challengeOf } from '../../../contract/challenge.ts';
import type { Contract, Operation, SecurityScheme } from '../../../contract/model.ts';
import { explainFailures, needsCredentials, repeatedAuthorization } from '../../../contract/refusals.ts';
import type { Config } from '../../config.ts';
import type { Clock } from '../../handler.ts';
import { foundOperation } from '../found-operation.ts';
import { Problem, unavailable } from '../problem.ts';
import { createBearerCheck } from './bearer-check.ts';
import { type Caller, setCaller } from './caller.ts';
import { Refusal, type SchemeCheck } from './scheme-check.ts';
import { createApiKeyCheck, createBasicCheck } from './secret-checks.ts';
import { createVerifyToken } from './verify-token.ts';

interface Alternative {
  readonly scheme: SecurityScheme;
  readonly scopes: readonly string[];
  readonly check: SchemeCheck;
}

/** @throws Error when an operation demands what cannot be checked */
export function createAuthorization(contract: Contract, config: Config, clock: Clock): RequestHandler {
  const checkOf = createCheckOf(config, clock);
  const guarded = new Map(
    contract.operations.map((operation) => [operation, alternativesOf(operation, checkOf)]),
  );
  return async (request, _response, next) => {
    const { operation } = foundOperation(request);
    const repeated = repeatedAuthorization(request);
    if (repeated.length > 0) {
      const { detail, errors } = explainFailures(repeated, contract);
      throw new Problem('invalid-request', detail, { errors });
    }
    const alternatives = guarded.get(operation) ?? [];
    if (alternatives.length > 0) {
      setCaller(request, await authorize(request, alternatives, operation.security?.optional === true));
    }
    next();
  };
}

type CheckOf = (scheme: SecurityScheme) => SchemeCheck;

function createCheckOf({ publishers, credentials }: Config, clock: Clock): CheckOf {
  const verify = publishers && createVerifyToken(publishers, clock);
  return (scheme) => {
    const hashes = credentials.get(scheme.name) ?? [];
    if (scheme.type === 'bearer') return createBearerCheck(scheme.name, verify);
    return scheme.type === 'apiKey'
      ? createApiKeyCheck(scheme, hashes)
      : createBasicCheck(scheme.name, hashes);
  };
}

function alternativesOf({ id, security }: Operation, checkOf: CheckOf): Alternative[] {
  return (security?.alternatives ?? []).map(({ scheme, scopes }) => {
    if (scheme.type !== 'bearer' && scopes.length > 0)
      throw new Error(
        `${id} asks ${scheme.name} for the scopes ${scopes.join(' ')}; only bearer tokens have scopes`,
      );
    return { scheme, scopes, check: checkOf(scheme) };
  });
}

/** The first alternative whose credentials are valid counts. Undefined when nothing had to be presented. */
async function authorize(
  request: Request,
  alternatives: readonly Alternative[],
  isOptional: boolean,
): Promise<Caller | undefined> {
  const presented = alternatives.filter(({ check }) => check.isPresented(request));
  if (presented.length === 0 && isOptional && !hasOtherScheme(request, alternatives)) return undefined;
  if (!alternatives.some(({ check }) => check.isConfigured)) throw nothingConfigured(alternatives);
  if (presented.length === 0) throw nothingPresented(alternatives);
  const refusals: { scheme: SecurityScheme; refusal: Refusal }[] = [];
  for (const { scheme, check, scopes } of presented) {
    try {
      return await check.check(request, scopes);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      refusals.push({ scheme, refusal });
    }
  }
  throw refused(alternatives, refusals);
}

/** Whether the caller presents credentials that no alternative takes: to ignore them would mislead the caller. */
function hasOtherScheme(request: Request, alternatives: readonly Alternative[]): boolean {
  return Boolean(request.get('Authorization')) && alternatives.some(({ scheme }) => scheme.type !== 'apiKey');
}

function nothingConfigured(alternatives: readonly Alternative[]): Problem {
  const remedies = alternatives.map(({ scheme, check }) => `${scheme.name} with ${check.variables}`);
  return new Problem(
    'forbidden',
    `This server accepts no credentials for this operation. Its operator turns that on: ${distinct(remedies).join('; ')}.`,
    { headers: challenges(alternatives) },
  );
}

function nothingPresented(alternatives: readonly Alternative[]): Problem {
  const schemes = alternatives.map(({ scheme }) => scheme);
  return new Problem('unauthenticated', needsCredentials(schemes), {
    headers: challenges(alternatives),
  });
}

/** From the most useful to the least: what is right but too little, what may be right, and what is wrong. */
const ranks: readonly Refusal['slug'][] = ['forbidden', 'unavailable', 'unauthenticated'];

function refused(
  alternatives: readonly Alternative[],
  refusals: readonly { readonly scheme: SecurityScheme; readonly refusal: Refusal }[],
): Problem {
  const [best] = refusals.toSorted((a, b) => ranks.indexOf(a.refusal.slug) - ranks.indexOf(b.refusal.slug));
  if (!best) throw new Error('nothing was refused');
  const { slug, message, parameters } = best.refusal;
  if (slug === 'unavailable') return unavailable(message);
  return new Problem(slug, message, {
    headers: challenges(alternatives, challengeOf(best.scheme), parameters),
  });
}

/** One challenge for each way to authenticate. The parameters belong to one of them. */
function challenges(
  alternatives: readonly Alternative[],
  refused?: string,
  parameters: Refusal['parameters'] = {},
): Readonly<Record<string, string>> {
  const added = Object.entries(parameters).map(([name, value]) => `, ${name}="${value}"`);
  const all = distinct(alternatives.map(({ scheme }) => challengeOf(scheme)));
  const texts = all.map((challenge) => (challenge === refused ? challenge + added.join('') : challenge));
  return { 'WWW-Authenticate': texts.join(', ') };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
