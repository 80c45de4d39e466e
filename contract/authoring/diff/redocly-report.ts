/** Runs `redocly diff`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../../lib/project.ts';
import { createTemporaryFolder, removeFolder } from '../../../lib/temporary-folder.ts';

/** A member of the report of `redocly diff --format json`, as far as it is used here. */
export interface ReportedChange {
  /** The pointer into the document without references: the first place that uses a component. */
  readonly path: string;
  readonly typeName: string;
  readonly kind: 'added' | 'modified' | 'removed';
  readonly property?: string;
  readonly base?: ReportLocation & { readonly value?: unknown };
  readonly revision?: ReportLocation & { readonly value?: unknown };
  /** The rules that call it breaking. */
  readonly verdicts: readonly Verdict[];
}

export interface Verdict {
  readonly ruleId: string;
  readonly message: string;
  readonly location: ReportLocation;
}

export interface ReportLocation {
  readonly file: string;
  readonly line: number;
  readonly pointer: string;
}

export const baseFile = 'base.yaml';

const cli = join(projectRoot, 'node_modules/@redocly/cli/bin/cli.js');
const quiet = { REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' };

// Runs in a folder without redocly.yaml: ours names no rules for diff, so that diff would find nothing.
export async function reportChanges(base: string, current: string): Promise<readonly ReportedChange[]> {
  const folder = createTemporaryFolder();
  try {
    await writeFile(join(folder, baseFile), base);
    await writeFile(join(folder, 'current.yaml'), current);
    const args = [cli, 'diff', baseFile, 'current.yaml', '--format', 'json', '--fail-on', 'none'];
    const { stdout } = await execa(process.execPath, args, { cwd: folder, env: quiet });
    return (JSON.parse(stdout) as { readonly changes: readonly ReportedChange[] }).changes;
  } finally {
    removeFolder(folder);
  }
}
