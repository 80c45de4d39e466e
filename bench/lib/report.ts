import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project.ts';

interface ReportOptions {
  readonly json: true | undefined;
  /** `docs/bench-<name>.json` gets the figures. */
  readonly saveAs?: string | undefined;
}

/** Prints a bench. The exit code is 1 when a goal is missed. */
export async function report<Bench extends object>(
  bench: Bench,
  render: (bench: Bench) => string,
  areGoalsMet: boolean,
  { json, saveAs }: ReportOptions,
): Promise<void> {
  const text = saveAs ? await saveFigures(saveAs, bench) : JSON.stringify(bench, null, 2);
  console.log(json ? text : render(bench));
  if (!areGoalsMet) process.exitCode = 1;
}

/** Replaces the figures of the last run in docs/. Returns them as JSON, rounded to three decimals. */
async function saveFigures(name: string, bench: object): Promise<string> {
  const round = (_: string, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
  const text = JSON.stringify(bench, round, 2);
  await writeDoc(`bench-${name}.json`, `${text}\n`);
  return text;
}

export async function writeDoc(file: string, text: string): Promise<void> {
  await writeFile(join(projectRoot, 'docs', file), text);
}
