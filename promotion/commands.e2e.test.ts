/** The commands of promotion where nothing runs: one sentence, and the exit code that says why. */
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { neutralEnvironment } from '../lib/process.ts';
import { projectRoot } from '../lib/project.ts';
import { createTemporaryFolder } from '../lib/temporary-folder.ts';
import { prepareTiers } from './supervisor/prepare.ts';
import { tierFolder } from './tier.ts';
import { readRecord, recordEvent } from './tier-record.ts';

const empty = createTemporaryFolder();
const stopped = createTemporaryFolder();
beforeAll(() => {
  prepareTiers(stopped, 39_100);
  const live = { id: 'a'.repeat(64), contract: '1.2.0' };
  for (const event of ['start', 'verify', 'switch', 'accept', 'record'] as const)
    recordEvent(tierFolder(stopped, 'staging'), event, { live });
  expect(readRecord(tierFolder(stopped, 'staging')).state).toBe('live');
});

async function run(root: string, script: string, ...args: string[]) {
  const { exitCode, stderr, stdout } = await execa(
    process.execPath,
    ['--import', 'tsx', `scripts/${script}.ts`, ...args],
    {
      cwd: projectRoot,
      env: { ...neutralEnvironment(), NO_COLOR: '1', TIERS_DIR: root },
      extendEnv: false,
      reject: false,
    },
  );
  return { exitCode, stderr, stdout };
}

describe('wrong usage → exit code 2 and one line', () => {
  it.each<[args: [string, ...string[]], message: string]>([
    [['promote'], "missing required argument 'tier'"],
    [['promote', 'test'], 'Allowed choices are dev, staging, production'],
    [['promote', 'production'], 'who promotes to production? Add --by'],
    [['promote', 'staging', 'a reason'], 'a reason is for --release-hold'],
    [['promote', 'staging', '--release-hold'], '--release-hold needs a reason'],
    [['promote', 'staging', '--watch', 'long'], 'number of seconds'],
    [['rollback', 'staging'], "missing required argument 'reason'"],
    [['rollback', 'production', 'why'], 'who rolls production back? Add --by'],
    [['evidence', 'verify'], "missing required argument 'file'"],
    [['tiers', '--port', '70000'], 'port below'],
  ])('%j → %s', async ([script, ...args], message) => {
    const { exitCode, stderr } = await run(empty, script, ...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('nothing is there', () => {
  it.each<[exitCode: number, what: string, root: string, args: [string, ...string[]], message: string]>([
    [1, 'no tiers', empty, ['promote', 'staging'], 'npm run tiers'],
    [1, 'no tiers', empty, ['status'], 'npm run tiers'],
    [1, 'a tier that is empty', stopped, ['rollback', 'dev', 'why'], 'Nothing was promoted to the tier yet'],
    [
      1,
      'a tier that is not held',
      stopped,
      ['promote', '--release-hold', 'dev', 'why'],
      'The tier is not held.',
    ],
    [1, 'no file', stopped, ['evidence', 'verify', 'nothing.json'], 'cannot be read'],
    [1, 'no build', stopped, ['promote', 'dev', '--first', '--build', empty], 'holds no build'],
  ])('exit code %i: %s', async (code, _, root, [script, ...args], message) => {
    const { exitCode, stderr } = await run(root, script, ...args);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(message)]);
    expect(stderr).not.toContain(' at ');
  });

  it('the tiers were stopped: status → what was recorded, and exit code 1', async () => {
    const { exitCode, stdout } = await run(stopped, 'status');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/staging: Nothing answers/);
    for (const line of stdout.split('\n').slice(0, 12)) expect(line.length).toBeLessThanOrEqual(80);
  });
});
