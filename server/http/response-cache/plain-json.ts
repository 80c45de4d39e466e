/** Request bodies that need no body parser: JSON in UTF-8, of known length, not compressed. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Operation } from '../../../contract/model.ts';
import { jsonIn } from '../../../contract/payload.ts';
import type { Dependencies } from '../../handler.ts';
import { isSmall, smallBodyBytes } from '../load.ts';
import type { HandlerOf } from '../mount.ts';
import { readBody } from '../read-body.ts';

/** A request whose body was read before Express gets it. */
export interface ReadAhead extends IncomingMessage {
  bodyBytes?: Buffer;
}

// The only media type of cacheable-operations.ts.
const json = 'application/json';

export function isPlainJson(request: IncomingMessage, { requestBody }: Operation): boolean {
  const { headers } = request;
  const length = Number(headers['content-length']);
  return (
    headers['content-type'] === json &&
    headers.expect === undefined &&
    length > 0 &&
    length <= (requestBody?.maxBytes ?? 0) &&
    isSmall(request)
  );
}

/** Reads the body and keeps it on the request. `done` gets undefined when it does not arrive. */
export function readAhead(
  request: ReadAhead,
  response: ServerResponse,
  done: (bytes: Buffer | undefined) => void,
): void {
  readBody(request, response, smallBodyBytes, (result) => {
    if (result instanceof Error) return done(undefined);
    request.bodyBytes = result;
    done(result);
  });
}

/** Where broken responses are reported, one of so many responses is validated. */
const checkedInReports = 10;

/** The body of the response. Undefined when the request is invalid or does not succeed. */
export type ComputeBody = (operation: Operation, requestBytes: Buffer) => Buffer | undefined;

export function createComputeBody(handlerOf: HandlerOf, dependencies: Dependencies): ComputeBody {
  const { contract, config } = dependencies;
  let computed = 0;
  // Validating takes an eighth of the time of a request. A handler that breaks the contract breaks it again.
  const isChecked = () => config.responseValidation === 'throw' || computed++ % checkedInReports === 0;
  const isValid = (pointer: string | undefined, value: unknown) =>
    pointer !== undefined && contract.validate(pointer, value).length === 0;
  return (operation, requestBytes) => {
    try {
      const body = jsonIn(requestBytes);
      if (!isValid(operation.requestBody?.content.get(json)?.schemaPointer, body)) return undefined;
      const result = handlerOf(operation)({ path: {}, query: {}, headers: {}, body }, dependencies);
      if (result instanceof Promise || result.status !== 200 || result.headers || result.onSent)
        return undefined;
      if (isChecked() && !isValid(responsePointer(operation), result.body)) return undefined;
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
