/** Reads request bodies within the limits of the contract. */
import express, { type RequestHandler, type Router } from 'express';
import type { Contract } from '../../contract/model.ts';
import { routeOf } from '../../contract/paths.ts';
import { Problem, type ProblemTranslator } from './problem.ts';
import type { ReadAhead } from './response-cache/plain-json.ts';

export function createBodyParser({ operations }: Contract): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const { id, method, path, requestBody } of operations) {
    if (!requestBody) continue;
    const { contentType, maxBytes } = requestBody;
    if (maxBytes === undefined) throw new Error(`the request body of ${id} has no x-max-bytes`);
    const parser = express.json({ type: contentType, limit: maxBytes, verify: inUtf8 });
    router[method](routeOf(path), parseBodyReadAhead, parser);
  }
  return router;
}

// The response cache may have read the body: then it is within the limit and not compressed. express.json() skips a
// request that is already read.
const parseBodyReadAhead: RequestHandler = (request: ReadAhead & { body?: unknown }, _response, next) => {
  if (request.bodyBytes) {
    try {
      // Like express.json(): no byte order mark, and only arrays and objects.
      const text = new TextDecoder().decode(request.bodyBytes);
      if (!/^[ \t\n\r]*[[{]/.test(text)) return next(malformedBody('is not a JSON object'));
      request.body = JSON.parse(text);
    } catch {
      return next(malformedBody('is not a JSON object'));
    }
  }
  next();
};

// JSON is UTF-8 (RFC 8259, 8.1). express.json() would accept UTF-16 and UTF-32 too.
function inUtf8(_request: unknown, _response: unknown, _bytes: Buffer, charset: string): void {
  if (charset === 'utf-8') return;
  throw new Problem('unsupported-media-type', `Send JSON in UTF-8: the body is in ${charset}.`);
}

export const bodyParserProblem: ProblemTranslator = (error) => {
  if (!(error instanceof Error)) return undefined;
  switch ('type' in error ? error.type : undefined) {
    case 'entity.too.large': {
      const limit = 'limit' in error ? error.limit : 0;
      return new Problem('payload-too-large', `The body is larger than ${limit} bytes.`);
    }
    case 'encoding.unsupported':
    case 'charset.unsupported':
      // The remedy comes first: the message quotes a name of any length, and the end of a long detail is cut.
      return new Problem('unsupported-media-type', `Send JSON in UTF-8: ${error.message}.`);
    case 'entity.parse.failed':
      return malformedBody('is not a JSON object');
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

function malformedBody(detail: string): Problem {
  return new Problem('invalid-request', `/body ${detail}`, { errors: [{ pointer: '/body', detail }] });
}
