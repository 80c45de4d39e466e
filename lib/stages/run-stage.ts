import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import pc from 'picocolors';
import { projectRoot } from '../project.ts';
import type { Counts, Stage, StageResult } from './model.ts';
import type { Progress } from './progress.ts';

const noProgress: Progress = { start: () => {}, stop: () => {} };

/** Runs one stage to its end. It never rejects: a stage that crashes is a stage that failed. */
export async function runStage(stage: Stage, progress: Progress = noProgress): Promise<StageResult> {
  const startedAt = performance.now();
  const { exitCode, stdout, output } = await run(stage, progress);
  const seconds = (performance.now() - startedAt) / 1000;
  const { failure, ...counts } = readResult(stage, exitCode, stdout);
  return { stage, seconds, output: failure === undefined ? output : `${output}${failure}\n`, ...counts };
}

async function run(stage: Stage, progress: Progress) {
  let output = '';
  const add = (text: Buffer) => {
    output += text;
  };
  const child = execa(process.execPath, stage.command, {
    cwd: projectRoot,
    // Reading extra certificates takes each process a tenth of a second, and no stage calls another host.
    env: {
      NODE_EXTRA_CA_CERTS: undefined,
      ...(pc.isColorSupported ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
    },
    reject: false,
    stripFinalNewline: false,
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  child.stderr.on('data', add);
  // Counts are data; the report of such a stage is on stderr.
  if (stage.count === undefined) child.stdout.on('data', add);
  progress.start(stage.name, () => lastLine(output));
  const { exitCode, stdout } = await child;
  progress.stop(stage.name);
  return { exitCode, stdout, output };
}

function lastLine(output: string): string {
  return stripVTControlCharacters(output.slice(-400)).trimEnd().split('\n').at(-1)?.trim() ?? '';
}

/** The counts of a stage. A crash or an empty run counts as a failure, whatever the counts say. */
function readResult(
  stage: Stage,
  exitCode: number | undefined,
  stdout: string,
): Counts & { failure?: string } {
  if (stage.count === undefined) {
    const reason = /^Skipped: (.*)/m.exec(stdout)?.[1];
    if (exitCode === 0 && reason !== undefined) return { ...none, skipped: [`${stage.name}: ${reason}`] };
    return { ...none, [exitCode === 0 ? 'passed' : 'failed']: 1 };
  }
  const counts = readCounts(stage.count, stdout);
  const ended = `The stage ended with code ${exitCode}`;
  if (counts === undefined) return { ...none, failed: 1, failure: `${ended} and without counts.` };
  if (counts.passed + counts.failed + counts.skipped.length === 0) {
    return { ...counts, failed: 1, failure: `${ended} and ran no test.` };
  }
  if (exitCode !== 0 && counts.failed === 0) {
    return { ...counts, failed: 1, failure: `${ended} although no test failed.` };
  }
  return counts;
}

const none: Counts = { passed: 0, failed: 0, skipped: [] };

function readCounts(count: (stdout: string) => Counts, stdout: string): Counts | undefined {
  try {
    return count(stdout);
  } catch {
    return undefined;
  }
}
