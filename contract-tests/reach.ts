import { routes } from '../generated/operations.ts';

/** Nothing answers where a target should be. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** Whether something speaks HTTP there; what it says is for the tests to judge. */
export async function answers(url: string): Promise<boolean> {
  return fetch(`${url}${routes.getHealth.path}`, { signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  );
}
