/** `npm run bench -- promotion` repeats these. */
import { beforeAll, expect, it } from 'vitest';
import type { Build } from './model.ts';
import { type ContinuityReport, rehearse } from './rehearsal/continuity.ts';
import { makeBuild } from './rehearsal/rehearsal.ts';

let build: Build;
beforeAll(async () => {
  build = await makeBuild();
});

it.each<[name: string, want: Partial<ContinuityReport>]>([
  ['a promotion', { live: 'new', state: 'live', broken: 0 }],
  ['a build that fails after the switch', { live: 'old', state: 'held', broken: 0 }],
  ['the new build is killed while it is watched', { live: 'old', state: 'held' }],
  ['the old build is killed in the middle of the switch', { live: 'new', state: 'live' }],
  [
    'the promoting process is killed in the state candidate',
    { live: 'old', state: 'live', broken: 0, story: expect.stringContaining('Traffic never left') },
  ],
  [
    'the promoting process is killed in the state verified',
    { live: 'old', state: 'live', broken: 0, story: expect.stringContaining('before traffic was switched') },
  ],
  [
    'the promoting process is killed in the state switched',
    { live: 'old', state: 'live', broken: 0, story: expect.stringContaining('Traffic goes back to') },
  ],
  [
    'the promoting process is killed in the state watched',
    { live: 'new', state: 'live', broken: 0, story: expect.stringContaining('It stays, and is recorded') },
  ],
])('%s, at 200 requests a second → no request is lost', async (name, want) => {
  const report = await rehearse(name, build);
  expect(report).toMatchObject({ ...want, lost: [] });
  expect(report.requests).toBeGreaterThan(200);
});
