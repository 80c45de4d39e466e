/** Sends test cases without Dredd, which takes ten times as long and sends the same requests. */
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import type { CaseResults, Target, TestCase } from '../model.ts';
import { failureFrom } from './patience.ts';
import { createSend } from './send.ts';

/**
 * One after another, because a case may depend on a provider state.
 * @param check by default that of the case
 */
export async function sendCases(
  cases: readonly TestCase[],
  target: Pick<Target, 'url' | 'patience'>,
  check = (planned: TestCase, received: ReceivedResponse): Failure[] => planned.check(received),
): Promise<CaseResults> {
  const failures = new Map<string, readonly Failure[]>();
  for (const planned of cases) {
    const { name, request, url = target.url, prepare } = planned;
    const send = createSend(url, { patience: target.patience });
    const exchange = async () => send((await prepare?.(send, request)) ?? request);
    const lost = (error: unknown) => [failureFrom(error, 'connection')];
    failures.set(name, await exchange().then((received) => check(planned, received), lost));
  }
  return { ran: failures.size, failures };
}
