import { type PlannedRequest, payload } from '../contract-tests/http/planned-request.ts';

interface SendOptions {
  readonly timeoutMs: number;
  /** A connection of its own: one that was kept may lead to the build before. */
  readonly alone?: true;
}

/** Sends a planned request to a tier. The response is read to its end. */
export async function sendRequest(
  url: string,
  request: PlannedRequest,
  { timeoutMs, alone }: SendOptions,
): Promise<Response & { readonly ms: number }> {
  const body = payload(request);
  const started = performance.now();
  const response = await fetch(`${url}${request.path}`, {
    method: request.method.toUpperCase(),
    headers: { ...request.headers, ...(alone && { connection: 'close' }) },
    ...(body !== '' && { body }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.arrayBuffer();
  return Object.assign(response, { ms: performance.now() - started });
}
