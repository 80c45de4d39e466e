import type { Failure } from '../contract/check-response.ts';
import type { Outcome } from './contract-run.ts';
import type { Law } from './laws/law.ts';
import type { Send } from './send.ts';

/** Checks the laws side by side; one that cannot be asked about has failed. */
export async function runLaws(laws: readonly Law[], send: Send): Promise<Outcome> {
  const failures = new Map<string, readonly Failure[]>();
  await Promise.all(
    laws.map(async (law) => {
      failures.set(
        law.name,
        await law.check(send).catch((error: unknown) => [{ where: 'answer', detail: String(error) }]),
      );
    }),
  );
  return { ran: failures.size, failures };
}
