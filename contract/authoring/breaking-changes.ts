import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../lib/project.ts';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';

/** A change of the contract that breaks a client of the earlier one. */
export interface BreakingChange {
  readonly message: string;
  /** The document that shows it: a removed part is only in the earlier one. */
  readonly document: 'earlier' | 'later';
  /** From 1. */
  readonly line: number;
}

/** The members of the report of `redocly diff --format json` that are used here. */
interface Report {
  readonly infoVersions: { readonly base: string; readonly revision: string };
  readonly changes: readonly Change[];
}

interface Change {
  readonly property?: string;
  readonly base?: ReportLocation & { readonly value: unknown };
  readonly revision?: ReportLocation & { readonly value: unknown };
  readonly verdicts: readonly {
    readonly ruleId: string;
    readonly impact: string;
    readonly message: string;
    readonly location: ReportLocation;
  }[];
}

interface ReportLocation {
  readonly file: string;
  readonly line: number;
  readonly pointer: string;
}

/**
 * The changes that break clients by the rules of `redocly diff`. A higher major number of info.version allows them all.
 *
 * The option --check-version is not used: it also requires a higher number for each addition and each correction, but
 * a version in progress collects many of them.
 *
 * @param earlier the text of a bundle, like `later`
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

// Runs in a folder without redocly.yaml: ours names no rules for diff, so that diff would find nothing.
async function compare(earlier: string, later: string): Promise<Report> {
  const folder = createTemporaryFolder();
  try {
    await writeFile(join(folder, 'earlier.yaml'), earlier);
    await writeFile(join(folder, 'later.yaml'), later);
    const options = ['--format', 'json', '--fail-on', 'none'];
    const args = [cli, 'diff', 'earlier.yaml', 'later.yaml', ...options];
    const { stdout } = await execa(process.execPath, args, { cwd: folder, env: quiet });
    return JSON.parse(stdout) as Report;
  } finally {
    removeFolder(folder);
  }
}

// The list of all kinds of problems may grow: each response has an enum with the kinds that it may be (ADR 16).
const catalogue = '#/components/schemas/ProblemType/enum';

function breakingIn({ property, base, revision, verdicts }: Change): BreakingChange[] {
  const breaking = verdicts.filter(
    ({ impact, ruleId, location }) =>
      impact === 'major' && !(ruleId === 'enum-values-added' && location.pointer === catalogue),
  );
  // Redocly ignores extensions such as x-max-bytes.
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
