/** Reads request bodies within the limits and media types of the contract. */
import type { IncomingMessage } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { withDefaults } from '../../contract/defaults.ts';
import type { Contract, RequestBody } from '../../contract/model.ts';
import { MalformedPayload, readPayload } from '../../contract/payload.ts';
import { type FoundMedia, findMedia } from '../../contract/refusals.ts';
import { inTurns } from '../snapshots/in-turns.ts';
import { foundOperation } from './found-operation.ts';
import { isSmall, type Load, smallBodyBytes } from './load.ts';
import { Problem, type ProblemTranslator } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import { BodyAborted, decodeBody, hasBody, readBody } from './read-body.ts';
import type { ReadAhead } from './response-cache/plain-json.ts';

/** Puts the value of the body on the request; undefined when there is none. */
export function createBodyParser(contract: Contract, rateLimit: RateLimit, load: Load): RequestHandler[] {
  for (const { id, requestBody } of contract.operations)
    if (requestBody && requestBody.maxBytes === undefined)
      throw new Error(`the request body of ${id} has no x-max-bytes`);
  const readBytes: RequestHandler = (request, response, next) => {
    const { requestBody, security } = foundOperation(request).operation;
    const { maxBytes } = requestBody ?? {};
    const isExpected = requestBody && mediaOf(request, requestBody);
    if (!isExpected || maxBytes === undefined) return next();
    // The response cache may have read the body: then it is within the limit and not compressed.
    const { bodyBytes } = request as ReadAhead;
    const use = (bytes: Buffer) => {
      request.body = bytes;
      next();
    };
    if (bodyBytes) return use(bodyBytes);
    // Who has credentials is known, and publishes seldom.
    const waits = !security && !isSmall(request);
    if (waits) load.refuseWhenFull();
    readBody(request, response, maxBytes, (result) => {
      if (result instanceof Error) return next(result);
      const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
      decodeBody(result, encoding, maxBytes)
        .then((bytes) => {
          rateLimit.countBody(request, bytes.length);
          if (!waits) return use(bytes);
          // Others may have been read at the same time.
          load.refuseWhenFull();
          load.inTurn(response, () => use(bytes));
        })
        .catch(next);
    });
  };
  const readValue: RequestHandler = async (request, _response, next) => {
    const { requestBody } = foundOperation(request).operation;
    const media = requestBody && mediaOf(request, requestBody);
    const bytes: unknown = request.body;
    request.body = undefined;
    if (media && bytes instanceof Uint8Array && bytes.length > 0) {
      const contentType = request.headers['content-type'] ?? '';
      const payload = { ...media, contentType, bytes: new Uint8Array(bytes) };
      const isLarge = bytes.length > smallBodyBytes;
      const value = await readPayload(contract, payload, isLarge ? inTurns : undefined);
      request.body = withDefaults(contract.document, media.schemaPointer, value);
      // To validate a large body takes as long as to read it.
      if (isLarge) await nextTurn();
    }
    if (requestBody?.required && request.body === undefined) throw malformedBody('is missing');
    next();
  };
  return [readBytes, readValue];
}

/** What the contract says about the body of a request. Undefined when an optional body is absent. */
function mediaOf(request: IncomingMessage, requestBody: RequestBody): FoundMedia | undefined {
  if (!requestBody.required && !hasBody(request)) return undefined;
  const media = findMedia(requestBody, request.headers['content-type']);
  if (typeof media === 'string') throw new Problem('unsupported-media-type', media);
  return media;
}

export const bodyParserProblem: ProblemTranslator = (error) => {
  if (error instanceof MalformedPayload) return malformedBody(error.message, error.pointer);
  if (error instanceof BodyAborted) return malformedBody('ends before its length');
  return undefined;
};

function malformedBody(detail: string, within = ''): Problem {
  const pointer = `/body${within}`;
  return new Problem('invalid-request', `${pointer} ${detail}`, { errors: [{ pointer, detail }] });
}
