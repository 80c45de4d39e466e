/** Nothing answers where a target should be. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** Whether something speaks HTTP at this URL, whatever its status. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  );
}
