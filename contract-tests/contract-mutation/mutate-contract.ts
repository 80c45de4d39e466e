import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Artifacts, buildArtifacts } from '../../contract/authoring/artifacts.ts';
import { sourceFolders } from '../../contract/authoring/bundle.ts';
import { ContractError } from '../../contract/authoring/contract-problems.ts';
import { findDrift } from '../../contract/authoring/drift.ts';
import { projectRoot } from '../../lib/project.ts';
import { createAnswersDetector } from './detectors/answers.ts';
import { type Detector, type DetectorName, detectorNames, type Findings } from './detectors/detector.ts';
import { createDiffDetector } from './detectors/diff.ts';
import { createLintDetector } from './detectors/lint.ts';
import { createTypeDetector } from './detectors/types.ts';
import { type ContractEdit, whileEdited } from './edit.ts';
import { contractEdits } from './edits.ts';
import type { ContractMutant, ContractMutationReport } from './model.ts';

export interface Detectors {
  /** Looks at the sources, in a folder that verify them. */
  readonly lint: (root: string) => Promise<Findings>;
  /** They look at what was generated. */
  readonly others: readonly Detector[];
}

/**
 * Edits a copy of the contract in one way after another and asks every detector: somebody did this, ran
 * `npm run generate` and forgot the rest; who says no? Throws when a detector says no to the contract as it is.
 */
export async function mutateContract(
  edits: readonly ContractEdit[] = contractEdits,
  detectors?: Detectors,
): Promise<ContractMutationReport> {
  const started = performance.now();
  const { lint, others } = detectors ?? (await createDetectors());
  const root = await copySources();
  try {
    const unedited = await ask(root, { lint, others });
    const [drift] = await findDrift(root);
    assertCleanBaseline({ ...firsts(unedited.findings), ...(drift && { drift }) });
    const mutants: ContractMutant[] = [];
    const withoutDrift: string[] = [];
    for (const edit of edits) {
      const { kind, file } = edit;
      const { findings, artifacts } = await whileEdited(root, edit, () => ask(root, { lint, others }));
      mutants.push({ kind, file, noticed: firsts(findings) });
      // What drift compares: what generated/ is with what it would be.
      if (isDeepStrictEqual(artifacts, unedited.artifacts)) withoutDrift.push(kind);
    }
    const unnoticed = mutants
      .filter(({ noticed }) => Object.keys(noticed).length === 0)
      .map(({ kind }) => kind);
    return { mutants, unnoticed, withoutDrift, durationMs: Math.round(performance.now() - started) };
  } finally {
    await rm(root, { recursive: true });
  }
}

async function createDetectors(): Promise<Detectors> {
  // The diff is first: it is a process of its own, and runs while the others keep this one busy.
  const others = [createDiffDetector(), createTypeDetector(), createAnswersDetector()];
  return { lint: await createLintDetector(), others };
}

async function copySources(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'contract-mutants-'));
  for (const folder of [...sourceFolders, 'generated']) {
    await cp(join(projectRoot, folder), join(root, folder), { recursive: true });
  }
  return root;
}

/** What is findings about the contract as it is would be findings about each edit of it. */
export function assertCleanBaseline(findings: Readonly<Record<string, string>>): void {
  const alarms = Object.entries(findings).map(([name, sentence]) => `${name}: ${sentence}`);
  if (alarms.length > 0) throw new Error(`The contract is not right before any edit.\n${alarms.join('\n')}`);
}

interface Asked {
  readonly findings: Findings;
  /** None where the edited contract is refused. */
  readonly artifacts?: Artifacts;
}

async function ask(root: string, { lint, others }: Detectors): Promise<Asked> {
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

function firsts(findings: Findings): ContractMutant['noticed'] {
  const entries = detectorNames.flatMap((name): [DetectorName, string][] => {
    const [first] = findings[name] ?? [];
    return first === undefined ? [] : [[name, first]];
  });
  return Object.fromEntries(entries);
}
