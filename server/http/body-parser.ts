/** Reads request bodies within the limits and media types of the contract. */
import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { withDefaults } from '../../contract/defaults.ts';
import type { Contract, Operation, RequestBody } from '../../contract/model.ts';
import { MalformedPayload, readPayload } from '../../contract/payload.ts';
import { type FoundMedia, findMedia, tooLarge } from '../../contract/refusals.ts';
import { foundOperation } from './found-operation.ts';
import { Problem, type ProblemTranslator } from './problem.ts';
import type { ReadAhead } from './response-cache/plain-json.ts';

/** Puts the value of the body on the request; undefined when there is none. */
export function createBodyParser(contract: Contract): RequestHandler[] {
  const readers = new Map(contract.operations.flatMap(readerOf));
  const readBytes: RequestHandler = (request, response, next) => {
    const { operation } = foundOperation(request);
    const read = readers.get(operation);
    // The response cache may have read the body: then it is within the limit and not compressed.
    const { bodyBytes } = request as ReadAhead;
    const isExpected = operation.requestBody && mediaOf(request, operation.requestBody);
    if (isExpected && !bodyBytes && read) read(request, response, next);
    else {
      request.body = isExpected && bodyBytes;
      next();
    }
  };
  const readValue: RequestHandler = async (request, _response, next) => {
    const { requestBody } = foundOperation(request).operation;
    const media = requestBody && mediaOf(request, requestBody);
    const bytes: unknown = request.body;
    request.body = undefined;
    if (media && bytes instanceof Uint8Array && bytes.length > 0) {
      const contentType = request.headers['content-type'] ?? '';
      const payload = { ...media, contentType, bytes: new Uint8Array(bytes) };
      request.body = withDefaults(
        contract.document,
        media.schemaPointer,
        await readPayload(contract, payload),
      );
    }
    if (requestBody?.required && request.body === undefined) throw malformedBody('is missing');
    next();
  };
  return [readBytes, readValue];
}

function readerOf(operation: Operation): [Operation, RequestHandler][] {
  const { id, requestBody } = operation;
  if (!requestBody) return [];
  const { maxBytes } = requestBody;
  if (maxBytes === undefined) throw new Error(`the request body of ${id} has no x-max-bytes`);
  return [[operation, express.raw({ type: () => true, limit: maxBytes })]];
}

/** What the contract says about the body of a request. Undefined when an optional body is absent. */
function mediaOf(request: IncomingMessage, requestBody: RequestBody): FoundMedia | undefined {
  if (!requestBody.required && !hasBody(request)) return undefined;
  const media = findMedia(requestBody, request.headers['content-type']);
  if (typeof media === 'string') throw new Problem('unsupported-media-type', media);
  return media;
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined;
}

export const bodyParserProblem: ProblemTranslator = (error) => {
  if (error instanceof MalformedPayload) return malformedBody(error.message, error.pointer);
  if (!(error instanceof Error)) return undefined;
  switch ('type' in error ? error.type : undefined) {
    case 'entity.too.large': {
      const limit = 'limit' in error ? error.limit : 0;
      return new Problem('payload-too-large', tooLarge(limit));
    }
    case 'encoding.unsupported':
      return new Problem(
        'unsupported-media-type',
        `Send gzip, deflate, br or no encoding: ${error.message}.`,
      );
    case 'request.aborted':
    case 'request.size.invalid':
      return malformedBody('is not as long as the header Content-Length says');
    default:
      // body-parser passes an error of zlib on unchanged, with a status.
      return 'status' in error && error.status === 400
        ? malformedBody('is not in the encoding that the header Content-Encoding says')
        : undefined;
  }
};

function malformedBody(detail: string, within = ''): Problem {
  const pointer = `/body${within}`;
  return new Problem('invalid-request', `${pointer} ${detail}`, { errors: [{ pointer, detail }] });
}
