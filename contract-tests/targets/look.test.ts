import { describe, expect, it } from 'vitest';
import { describeQuota } from './look.ts';

describe('describeQuota', () => {
  const quota = { left: 398, requests: 400, seconds: 60 };
  it.each([
    ['enough', 398, undefined],
    ['two windows', 900, 'It will wait about 120 s.'],
    ['more than ten minutes', 9000, 'A run waits 600 s at most, so it will fail.'],
  ])('%s: a run of %s requests → %s', (_, sent, want) => {
    const said = describeQuota(quota, sent);
    if (want === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(want);
  });
});
