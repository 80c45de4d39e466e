/** Request bodies that need none of what a body parser can do: JSON in UTF-8, of known length, not encoded. */
import type { IncomingMessage } from 'node:http';
import type { Operation } from '../../../contract/model.ts';
import type { Dependencies } from '../../handler.ts';
import type { HandlerOf } from '../mount.ts';

/** A request whose body was read before Express saw it. */
export interface ReadAhead extends IncomingMessage {
  sentBytes?: Buffer;
}

export function isPlainJson({ headers }: IncomingMessage, { requestBody }: Operation): boolean {
  const length = Number(headers['content-length']);
  return (
    headers['content-type'] === requestBody?.contentType &&
    headers['content-encoding'] === undefined &&
    length > 0 &&
    length <= (requestBody?.maxBytes ?? 0)
  );
}

/** Reads the body and keeps it with the request. Nothing is handed on where the sender has gone away. */
export function readAhead(request: ReadAhead, done: (bytes: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => {
    const [first] = chunks;
    const bytes = chunks.length === 1 && first ? first : Buffer.concat(chunks);
    request.sentBytes = bytes;
    done(bytes);
  });
  request.once('close', () => {
    if (!request.sentBytes) done(undefined);
  });
}

/** The body of the answer; undefined for a request that is not valid or does not succeed. */
export type BodyOf = (operation: Operation, sent: Buffer) => Buffer | undefined;

/** @param checkAnswers whether what handlers answer is checked too, as on the validated road. */
export function createBodyOf(
  handlerOf: HandlerOf,
  dependencies: Dependencies,
  checkAnswers: boolean,
): BodyOf {
  const { contract } = dependencies;
  const isValid = (pointer: string | undefined, value: unknown) =>
    pointer !== undefined && contract.validate(pointer, value).length === 0;
  return (operation, sent) => {
    try {
      const body: unknown = JSON.parse(sent.toString());
      if (!isValid(operation.requestBody?.schemaPointer, body)) return undefined;
      const answer = handlerOf(operation)({ path: {}, query: {}, headers: {}, body }, dependencies);
      if (answer instanceof Promise || answer.status !== 200 || answer.headers) return undefined;
      if (checkAnswers && !isValid(answerPointer(operation), answer.body)) return undefined;
      return Buffer.from(JSON.stringify(answer.body));
    } catch {
      // The validated road meets it again, and explains it.
      return undefined;
    }
  };
}

function answerPointer({ responses }: Operation): string | undefined {
  return responses.get(200)?.content.get('application/json')?.schemaPointer;
}
