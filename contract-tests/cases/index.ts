import { brokenRules } from './broken-rules.ts';
import { forbidden } from './forbidden.ts';
import { handlerFails } from './handler-fails.ts';
import { malformedBodies } from './malformed-bodies.ts';
import { malformedParameters } from './malformed-parameters.ts';
import { malformedRequestId } from './malformed-request-id.ts';
import { methodNotAllowed } from './method-not-allowed.ts';
import type { CaseFactory } from './negative-case.ts';
import { notAcceptable } from './not-acceptable.ts';
import { notModified } from './not-modified.ts';
import { nothingToServe } from './nothing-to-serve.ts';
import { payloadTooLarge } from './payload-too-large.ts';
import { preflight } from './preflight.ts';
import { publications } from './publications.ts';
import { rateLimited } from './rate-limited.ts';
import { storeDown } from './store-down.ts';
import { unauthenticated } from './unauthenticated.ts';
import { unknownPath } from './unknown-path.ts';
import { unsupportedMediaType } from './unsupported-media-type.ts';

/** For every target. */
export const negativeCases: readonly CaseFactory[] = [
  notModified,
  unauthenticated,
  forbidden,
  publications,
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
