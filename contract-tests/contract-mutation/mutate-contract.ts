import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Artifacts, buildArtifacts } from '../../contract/authoring/artifacts.ts';
import { ContractError, sourceFolders } from '../../contract/authoring/bundle.ts';
import { findDrift } from '../../contract/authoring/drift.ts';
import { projectRoot } from '../../lib/project.ts';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';
import { createDiffDetector } from './detectors/diff.ts';
import { createLintDetector } from './detectors/lint.ts';
import { createServerDetector } from './detectors/server.ts';
import { createTypeDetector } from './detectors/tsc.ts';
import { contractEdits, whileEdited } from './edits.ts';
import {
  type ContractEdit,
  type ContractMutant,
  type ContractMutationReport,
  type Detector,
  type DetectorName,
  detectorNames,
  type Findings,
} from './model.ts';

export interface Detectors {
  /** Checks the sources in a folder. */
  readonly lint: (root: string) => Promise<Findings>;
  /** Check the generated artifacts. */
  readonly others: readonly Detector[];
}

/**
 * Makes one edit after another in a copy of the contract and runs every detector: the author ran `npm run generate`
 * and changed nothing else.
 *
 * @throws Error when a detector has a finding without an edit.
 */
export async function mutateContract(
  edits: readonly ContractEdit[] = contractEdits,
  detectors?: Detectors,
): Promise<ContractMutationReport> {
  const started = performance.now();
  const used = detectors ?? (await createDetectors());
  const root = await copySources();
  try {
    const unedited = await detect(root, used);
    const [drift] = await findDrift(root);
    assertCleanBaseline({ ...firstFindings(unedited.findings), ...(drift && { drift }) });
    const mutants: ContractMutant[] = [];
    const withoutDrift: string[] = [];
    for (const edit of edits) {
      const { kind, file } = edit;
      const { findings, artifacts } = await whileEdited(root, edit, () => detect(root, used));
      mutants.push({ kind, file, noticed: firstFindings(findings) });
      // The drift check compares generated/ with these artifacts.
      if (isDeepStrictEqual(artifacts, unedited.artifacts)) withoutDrift.push(kind);
    }
    const silent = mutants.filter(({ noticed }) => Object.keys(noticed).length === 0);
    const unnoticed = silent.map(({ kind }) => kind);
    return { mutants, unnoticed, withoutDrift, durationMs: Math.round(performance.now() - started) };
  } finally {
    removeFolder(root);
  }
}

async function createDetectors(): Promise<Detectors> {
  // The diff comes first: it is a separate process, and runs while the others keep this one busy.
  const others = [createDiffDetector(), createTypeDetector(), createServerDetector()];
  return { lint: await createLintDetector(), others };
}

async function copySources(): Promise<string> {
  const root = createTemporaryFolder();
  for (const folder of [...sourceFolders, 'generated']) {
    await cp(join(projectRoot, folder), join(root, folder), { recursive: true });
  }
  return root;
}

/** @throws Error for findings without an edit: they would count as findings of every edit. */
export function assertCleanBaseline(findings: Readonly<Record<string, string>>): void {
  const found = Object.entries(findings).map(([name, sentence]) => `${name}: ${sentence}`);
  if (found.length > 0) {
    throw new Error(`The contract has findings without an edit. Fix them first.\n${found.join('\n')}`);
  }
}

interface Detected {
  readonly findings: Findings;
  /** Undefined when the contract cannot be generated from. */
  readonly artifacts?: Artifacts;
}

async function detect(root: string, { lint, others }: Detectors): Promise<Detected> {
  const linted = await lint(root);
  try {
    const artifacts = await buildArtifacts(root);
    const findings = await Promise.all(others.map((detector) => detector(artifacts)));
    return { findings: Object.assign(linted, ...findings), artifacts };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { findings: { ...linted, generate: [error.message] } };
  }
}

function firstFindings(findings: Findings): ContractMutant['noticed'] {
  const entries = detectorNames.flatMap((name): [DetectorName, string][] => {
    const [first] = findings[name] ?? [];
    return first === undefined ? [] : [[name, first]];
  });
  return Object.fromEntries(entries);
}
