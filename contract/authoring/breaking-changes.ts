import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../lib/project.ts';

/** A change of the contract that breaks a client of the earlier one. */
export interface BreakingChange {
  readonly message: string;
  /** Which of the two documents shows it: what was removed is in the earlier one. */
  readonly document: 'earlier' | 'later';
  /** From 1. */
  readonly line: number;
}

/** The part of the report of `redocly diff --format json` that is read here. */
interface Report {
  readonly infoVersions: { readonly base: string; readonly revision: string };
  readonly changes: readonly Change[];
}

interface Change {
  readonly property?: string;
  readonly base?: Place & { readonly value: unknown };
  readonly revision?: Place & { readonly value: unknown };
  readonly verdicts: readonly {
    readonly ruleId: string;
    readonly impact: string;
    readonly message: string;
    readonly location: Place;
  }[];
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly pointer: string;
}

/**
 * What breaks clients by the rules of `redocly diff`, unless a higher major number of info.version says so.
 *
 * Its option --check-version is not used: that asks for a higher number at each addition and correction,
 * too, and a version that is being built up collects those under one number.
 *
 * @param earlier text of a bundle, as `later` is.
 */
export async function findBreakingChanges(earlier: string, later: string): Promise<BreakingChange[]> {
  if (earlier === later) return [];
  const { infoVersions, changes } = await compare(earlier, later);
  const isAnnounced = majorOf(infoVersions.revision) > majorOf(infoVersions.base);
  return isAnnounced ? [] : changes.flatMap(breakingIn);
}

const majorOf = (version: string) => Number.parseInt(version, 10);

const cli = join(projectRoot, 'node_modules/@redocly/cli/bin/cli.js');
const quiet = { REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' };

// In a folder without redocly.yaml: ours names no rules for diff, and with none on, diff finds nothing.
async function compare(earlier: string, later: string): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'diff-'));
  try {
    await writeFile(join(folder, 'earlier.yaml'), earlier);
    await writeFile(join(folder, 'later.yaml'), later);
    const options = ['--format', 'json', '--fail-on', 'none'];
    const { stdout } = await run(process.execPath, [cli, 'diff', 'earlier.yaml', 'later.yaml', ...options], {
      cwd: folder,
      env: { ...process.env, ...quiet },
      maxBuffer: Number.POSITIVE_INFINITY,
    });
    return JSON.parse(stdout) as Report;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const run = promisify(execFile);

// All kinds of problems. A new one breaks nobody: each response names those that it may be, in an enum of its own.
const catalogue = '#/components/schemas/ProblemType/enum';

function breakingIn({ property, base, revision, verdicts }: Change): BreakingChange[] {
  const breaking = verdicts.filter(
    ({ impact, ruleId, location }) =>
      impact === 'major' && !(ruleId === 'enum-values-added' && location.pointer === catalogue),
  );
  // Redocly passes over what it does not know.
  if (property === 'x-max-bytes' && revision && Number(revision.value) < Number(base?.value)) {
    const message = `Bodies of more than ${revision.value} bytes are refused.`;
    breaking.push({ ruleId: 'max-bytes', impact: 'major', message, location: revision });
  }
  return breaking.map(({ message, location: { file, line } }) => ({
    message,
    document: file === 'earlier.yaml' ? 'earlier' : 'later',
    line,
  }));
}
