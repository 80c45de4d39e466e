import { spawn } from 'node:child_process';
import pc from 'picocolors';
import { projectRoot } from '../project.ts';
import type { Counts, Stage } from './model.ts';

export type StageResult = Counts & { stage: Stage; seconds: number; output: string };

/** Runs one stage to its end. It never rejects: a stage that crashes is a stage that failed. */
export async function runStage(stage: Stage): Promise<StageResult> {
  const startedAt = performance.now();
  const { code, stdout, output } = await run(stage);
  const seconds = (performance.now() - startedAt) / 1000;
  const { fault, ...counts } = readResult(stage, code, stdout);
  return { stage, seconds, output: fault === undefined ? output : `${output}${fault}\n`, ...counts };
}

type End = { code: number | null; stdout: string; output: string };

function run(stage: Stage): Promise<End> {
  return new Promise((resolve) => {
    // Nothing here asks a host elsewhere, and to read certificates takes each of many processes a tenth of a second.
    const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
    const env = { ...inherited, ...(pc.isColorSupported ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) };
    const child = spawn(process.execPath, stage.command, { cwd: projectRoot, env });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      // Counts are data for us; what a person should read is on stderr then.
      if (stage.count === undefined) output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('close', (code) => resolve({ code, stdout, output }));
  });
}

/** The counts of a stage, made a failure where they alone would hide one. */
function readResult(stage: Stage, code: number | null, stdout: string): Counts & { fault?: string } {
  if (stage.count === undefined) {
    const reason = /^Skipped: (.*)/m.exec(stdout)?.[1];
    if (code === 0 && reason !== undefined) return { ...none, skipped: [`${stage.name}: ${reason}`] };
    return { ...none, [code === 0 ? 'passed' : 'failed']: 1 };
  }
  const counts = readCounts(stage.count, stdout);
  const ended = `The stage ended with code ${code}`;
  if (counts === undefined) return { ...none, failed: 1, fault: `${ended} and without counts.` };
  if (counts.passed + counts.failed === 0)
    return { ...counts, failed: 1, fault: `${ended} and ran no test.` };
  if (code !== 0 && counts.failed === 0) {
    return { ...counts, failed: 1, fault: `${ended} although no test failed.` };
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
