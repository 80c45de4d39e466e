import { brokenRules, publications, removals } from '../invariants/publishing.ts';
import { authenticated, forbidden, unauthenticated } from './authorization.ts';
import { ownRequestId, problemNotStored } from './caches.ts';
import {
  malformedRequestId,
  matchFailed,
  methodNotAllowed,
  notAcceptable,
  notModified,
  preflight,
  unconditional,
  unknownPath,
} from './http.ts';
import { accepted, invalid, payloadTooLarge, sent } from './inputs.ts';
import type { CaseFactory } from './negative-case.ts';
import { handlerFails, nothingToServe, rateLimited, storeDown } from './server-states.ts';

/** For every target. */
export const caseFactories: readonly CaseFactory[] = [
  notModified,
  matchFailed,
  unauthenticated,
  forbidden,
  authenticated,
  publications,
  unconditional,
  removals,
  brokenRules,
  accepted,
  sent,
  invalid,
  payloadTooLarge,
  rateLimited,
  handlerFails,
  nothingToServe,
  storeDown,
  unknownPath,
  methodNotAllowed,
  notAcceptable,
  preflight,
  malformedRequestId,
  ownRequestId,
  problemNotStored,
];
