import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { Guard } from './guard.ts';

/** The part of the report of `redocly diff --format json` that is read here. */
interface Report {
  readonly bump: string;
  readonly changes: readonly {
    readonly verdicts: readonly { readonly impact: string; readonly message: string }[];
  }[];
}

const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
const cli = join(dirname(manifest), 'bin/cli.js');
const quiet = { REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' };

/** `redocly diff` with the bundle before the edit: what breaks clients, and whether the version says so. */
export const diffGuard: Guard = async ({ root, artifacts }) => {
  const revision = join(root, 'edited.yaml');
  await writeFile(revision, artifacts.get('openapi.yaml') ?? '');
  const args = [
    cli,
    'diff',
    'generated/openapi.yaml',
    revision,
    '--format',
    'json',
    '--fail-on',
    'none',
    '--check-version',
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...quiet },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [report, [exitCode]] = await Promise.all([
    json(child.stdout) as Promise<Report>,
    once(child, 'close'),
  ]);
  const verdicts = report.changes.flatMap((change) => change.verdicts);
  return {
    diff: verdicts.filter(({ impact }) => impact === 'major').map(({ message }) => message),
    version: exitCode === 0 ? [] : [`info.version is as before, and the change is ${report.bump}`],
  };
};
