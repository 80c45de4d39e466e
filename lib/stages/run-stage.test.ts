import { expect, it } from 'vitest';
import type { Counts } from './model.ts';
import { runStage } from './run-stage.ts';

const stage = (code: string) => ({ name: 'x', command: ['-e', code], repeat: 'npx x' });
const counting = (code: string) => ({
  ...stage(code),
  count: (stdout: string) => JSON.parse(stdout) as Counts,
});
const print = (counts: object) => `console.log('${JSON.stringify({ skipped: [], ...counts })}');`;

it('a stage that says why it was skipped → skipped with that reason, unless it failed', async () => {
  const skipping = 'console.log("Skipped: no commit");';
  expect(await runStage(stage(skipping))).toMatchObject({ passed: 0, failed: 0, skipped: ['x: no commit'] });
  expect(await runStage(stage(`${skipping} process.exit(1)`))).toMatchObject({ failed: 1, skipped: [] });
});

it.each([
  ['exits 0', stage(''), 1, 0, ''],
  ['exits 1 and says why', stage('console.error("why"); process.exit(1)'), 0, 1, 'why\n'],
  ['dies of a signal', stage('process.kill(process.pid)'), 0, 1, ''],
  ['counts', counting(print({ passed: 5, failed: 0 })), 5, 0, ''],
  ['counts failures', counting(`${print({ passed: 5, failed: 2 })} process.exit(1)`), 5, 2, ''],
  [
    'counts nothing',
    counting(print({ passed: 0, failed: 0 })),
    0,
    1,
    'The stage ended with code 0 and ran no test.\n',
  ],
  ['skips all tests', counting(print({ passed: 0, failed: 0, skipped: ['a: b'] })), 0, 0, ''],
  [
    'crashes after good counts',
    counting(`${print({ passed: 5, failed: 0 })} process.exit(1)`),
    5,
    1,
    'The stage ended with code 1 although no test failed.\n',
  ],
  [
    'crashes before any counts',
    counting('console.error("why"); process.exit(3)'),
    0,
    1,
    'why\nThe stage ended with code 3 and without counts.\n',
  ],
])('a stage that %s → passed and failed follow', async (_, given, passed, failed, output) => {
  expect(await runStage(given)).toMatchObject({ passed, failed, output });
});
