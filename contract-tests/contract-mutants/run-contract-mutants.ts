import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Artifacts, buildArtifacts } from '../../contract/authoring/artifacts.ts';
import { sourceFolders } from '../../contract/authoring/bundle.ts';
import { ContractError } from '../../contract/authoring/contract-problems.ts';
import { findDrift } from '../../contract/authoring/drift.ts';
import { projectRoot } from '../../lib/project.ts';
import type { ContractMutant, ContractMutation } from './contract-mutation.ts';
import { type ContractEdit, whileEdited } from './edit.ts';
import { contractEdits } from './edits.ts';
import { createAnswersGuard } from './guards/answers.ts';
import { createDiffGuard } from './guards/diff.ts';
import { type Guard, type GuardName, guardNames, type Said } from './guards/guard.ts';
import { createLintGuard } from './guards/lint.ts';
import { createTypeGuard } from './guards/types.ts';

export interface Guards {
  /** Looks at the sources, in a folder that holds them. */
  readonly lint: (root: string) => Promise<Said>;
  /** They look at what was generated. */
  readonly others: readonly Guard[];
}

/**
 * Edits a copy of the contract in one way after another and asks every guard: somebody did this, ran
 * `npm run generate` and forgot the rest; who says no? Throws when a guard says no to the contract as it is.
 */
export async function runContractMutants(
  edits: readonly ContractEdit[] = contractEdits,
  guards?: Guards,
): Promise<ContractMutation> {
  const started = performance.now();
  const { lint, others } = guards ?? (await createGuards());
  const root = await copySources();
  try {
    const unedited = await ask(root, { lint, others });
    const [drift] = await findDrift(root);
    refuseAlarms({ ...firsts(unedited.said), ...(drift && { drift }) });
    const mutants: ContractMutant[] = [];
    const withoutDrift: string[] = [];
    for (const edit of edits) {
      const { kind, file } = edit;
      const { said, artifacts } = await whileEdited(root, edit, () => ask(root, { lint, others }));
      mutants.push({ kind, file, noticed: firsts(said) });
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

async function createGuards(): Promise<Guards> {
  // The diff is first: it is a process of its own, and runs while the others keep this one busy.
  const others = [createDiffGuard(), createTypeGuard(), createAnswersGuard()];
  return { lint: await createLintGuard(), others };
}

async function copySources(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'contract-mutants-'));
  for (const folder of [...sourceFolders, 'generated']) {
    await cp(join(projectRoot, folder), join(root, folder), { recursive: true });
  }
  return root;
}

/** What is said about the contract as it is would be said about each edit of it. */
export function refuseAlarms(said: Readonly<Record<string, string>>): void {
  const alarms = Object.entries(said).map(([name, sentence]) => `${name}: ${sentence}`);
  if (alarms.length > 0) throw new Error(`The contract is not right before any edit.\n${alarms.join('\n')}`);
}

interface Asked {
  readonly said: Said;
  /** None where the edited contract is refused. */
  readonly artifacts?: Artifacts;
}

async function ask(root: string, { lint, others }: Guards): Promise<Asked> {
  const linted = await lint(root);
  try {
    const artifacts = await buildArtifacts(root);
    const said = await Promise.all(others.map((guard) => guard(artifacts)));
    return { said: Object.assign(linted, ...said), artifacts };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { said: { ...linted, generate: [error.message] } };
  }
}

function firsts(said: Said): ContractMutant['noticed'] {
  const entries = guardNames.flatMap((name): [GuardName, string][] => {
    const [first] = said[name] ?? [];
    return first === undefined ? [] : [[name, first]];
  });
  return Object.fromEntries(entries);
}
