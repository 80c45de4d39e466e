import { brokenRules, publications, removals } from '../invariants/publishing.ts';
import { forbidden, unauthenticated } from './authorization.ts';
import {
  malformedRequestId,
  methodNotAllowed,
  notAcceptable,
  notModified,
  payloadTooLarge,
  preflight,
  unconditional,
  unknownPath,
  unsupportedMediaType,
} from './http.ts';
import { malformedBodies } from './malformed-bodies.ts';
import { malformedParameters } from './malformed-parameters.ts';
import type { CaseFactory } from './negative-case.ts';
import { handlerFails, nothingToServe, rateLimited, storeDown } from './server-states.ts';

/** For every target. */
export const caseFactories: readonly CaseFactory[] = [
  notModified,
  unauthenticated,
  forbidden,
  publications,
  unconditional,
  removals,
  brokenRules,
  malformedParameters,
  malformedBodies,
  payloadTooLarge,
  unsupportedMediaType,
  rateLimited,
  handlerFails,
  nothingToServe,
  storeDown,
  unknownPath,
  methodNotAllowed,
  notAcceptable,
  preflight,
  malformedRequestId,
];
