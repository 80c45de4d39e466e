/** Request bodies that need no body parser: JSON in UTF-8, of known length, not compressed. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Operation } from '../../../contract/model.ts';
import { firstDuplicate } from '../../../taxonomy/formats/json.ts';
import type { Dependencies } from '../../handler.ts';
import type { HandlerOf } from '../mount.ts';

/** A request whose body was read before Express gets it. */
export interface ReadAhead extends IncomingMessage {
  bodyBytes?: Buffer;
}

// The only media type of cacheable-operations.ts.
const json = 'application/json';

export function isPlainJson({ headers }: IncomingMessage, { requestBody }: Operation): boolean {
  const length = Number(headers['content-length']);
  return (
    headers['content-type'] === json &&
    headers['content-encoding'] === undefined &&
    length > 0 &&
    length <= (requestBody?.maxBytes ?? 0)
  );
}

/** Reads the body and keeps it on the request. `done` gets undefined when the client closes the connection first. */
export function readAhead(request: ReadAhead, done: (bytes: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => {
    const [first] = chunks;
    const bytes = chunks.length === 1 && first ? first : Buffer.concat(chunks);
    request.bodyBytes = bytes;
    done(bytes);
  });
  request.once('close', () => {
    if (!request.bodyBytes) done(undefined);
  });
}

/** The body of the response. Undefined when the request is invalid or does not succeed. */
export type ComputeBody = (operation: Operation, requestBytes: Buffer) => Buffer | undefined;

/** @param validateResponses whether responses are validated too, as in the full pipeline */
export function createComputeBody(
  handlerOf: HandlerOf,
  dependencies: Dependencies,
  validateResponses: boolean,
): ComputeBody {
  const { contract } = dependencies;
  const isValid = (pointer: string | undefined, value: unknown) =>
    pointer !== undefined && contract.validate(pointer, value).length === 0;
  return (operation, requestBytes) => {
    try {
      if (!isUtf8(requestBytes)) return undefined;
      const text = requestBytes.toString();
      const body: unknown = JSON.parse(text);
      if (firstDuplicate(text, body) !== undefined) return undefined;
      if (!isValid(operation.requestBody?.content.get(json)?.schemaPointer, body)) return undefined;
      const result = handlerOf(operation)({ path: {}, query: {}, headers: {}, body }, dependencies);
      if (result instanceof Promise || result.status !== 200 || result.headers) return undefined;
      if (validateResponses && !isValid(responsePointer(operation), result.body)) return undefined;
      return Buffer.from(JSON.stringify(result.body));
    } catch {
      // The full pipeline runs the request again and reports the error.
      return undefined;
    }
  };
}

function responsePointer({ responses }: Operation): string | undefined {
  return responses.get(200)?.content.get(json)?.schemaPointer;
}
