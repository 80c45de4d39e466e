import { describe, expect, it } from 'vitest';
import { createPatience, QuotaTooSmall } from './patience.ts';

const refusal = (after?: string) => ({
  status: 429,
  headers: after === undefined ? {} : { 'retry-after': after },
});
const success = { status: 200, headers: {} };

function patience() {
  const said: string[] = [];
  const slept: number[] = [];
  const sleep = async (milliseconds?: number) => {
    slept.push(milliseconds ?? 0);
  };
  return { ...createPatience((text) => said.push(text), sleep as never), said, slept };
}

/** Sends these responses, one after another. */
function sending(...responses: { status: number; headers: Record<string, string> }[]) {
  return async () => responses.shift() ?? success;
}

describe('createPatience', () => {
  it('429 with Retry-After → waits as long, and sends again', async () => {
    const { obey, said, slept, waited } = patience();
    expect(await obey(sending(refusal('7'), refusal('0')))).toBe(success);
    expect(slept).toEqual([7000, 1000]);
    expect(waited()).toEqual({ times: 2, seconds: 8 });
    expect(said).toEqual([expect.stringContaining('7 s now')]);
  });

  it('Retry-After is a date → waits until then', async () => {
    const { obey, slept } = patience();
    await obey(sending(refusal(new Date(Date.now() + 30_000).toUTCString())));
    expect(slept[0]).toBeGreaterThan(25_000);
    expect(slept[0]).toBeLessThanOrEqual(30_000);
  });

  it.each([
    ['no 429', { status: 503, headers: { 'retry-after': '5' } }],
    ['429 without Retry-After', refusal()],
    ['429 with nonsense', refusal('soon')],
  ])('%s → the response as it is', async (_, response) => {
    const { obey, slept } = patience();
    expect(await obey(sending(response))).toBe(response);
    expect(slept).toEqual([]);
  });

  it('requests at the same time → wait once for all', async () => {
    const { obey, waited } = patience();
    await Promise.all([1, 2, 3].map(() => obey(sending(refusal('9')))));
    expect(waited()).toEqual({ times: 1, seconds: 9 });
  });

  it.each([
    ['one wait over two minutes', [refusal('121')], 0],
    ['waits over ten minutes in all', Array(6).fill(refusal('119')), 5],
  ])('%s → the quota is too small, for every later request, too', async (_, refusals, times) => {
    const { obey, waited, check } = patience();
    await expect(obey(sending(...refusals))).rejects.toThrow(QuotaTooSmall);
    expect(waited().times).toBe(times);
    expect(check).toThrow('Raise RATE_LIMIT at the target.');
    await expect(obey(async () => success)).rejects.toThrow('too small');
  });
});
