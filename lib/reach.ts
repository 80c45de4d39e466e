/** No server responds at the URL of a target. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** Whether an HTTP server responds at this URL within five seconds, with any status. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  );
}
