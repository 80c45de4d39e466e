import { join } from 'node:path';
import { execa } from 'execa';
import type { InteropContext } from './model.ts';

export const timeLimitMs = 120_000;

const environment = {
  NO_COLOR: '1',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  REDOCLY_TELEMETRY: 'off',
  SCARF_ANALYTICS: 'false',
  DO_NOT_TRACK: '1',
};

/** Runs the command of a package in the folder of the tool. */
export async function runBinary({ packages, folder }: InteropContext, name: string, args: readonly string[]) {
  const { exitCode, all } = await execa(join(packages, 'node_modules/.bin', name), [...args], {
    cwd: folder,
    env: environment,
    reject: false,
    all: true,
    timeout: timeLimitMs,
  });
  return { exitCode, output: String(all) };
}

/** One sentence with the end of the output when a command failed; empty when it did not. */
export function failureOf(
  what: string,
  { exitCode, output }: { readonly exitCode?: number | undefined; readonly output: string },
): string[] {
  if (exitCode === 0) return [];
  return [`${what} ended with exit code ${exitCode}: ${output.trim().slice(-600)}`];
}
