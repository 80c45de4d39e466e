import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArtifacts } from '../../scripts/generate/artifacts.ts';
import { sourceFolders } from '../../scripts/generate/bundle.ts';
import { findDrift } from '../../scripts/generate/drift.ts';
import { ContractError } from '../../scripts/lib/contract-problems.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import type { ContractMutant, ContractMutation } from './contract-mutation.ts';
import { type ContractEdit, whileEdited } from './edit.ts';
import { contractEdits } from './edits.ts';
import { createAnswersGuard } from './guards/answers.ts';
import { diffGuard } from './guards/diff.ts';
import { type Guard, type GuardName, guardNames, type Said } from './guards/guard.ts';
import { createLintGuard } from './guards/lint.ts';
import { createTypeGuard } from './guards/types.ts';

/**
 * Edits a copy of the contract in one way after another and asks every guard: somebody did this, ran
 * `npm run generate` and forgot the rest; who says no? Throws when a guard says no to the contract as it is.
 */
export async function runContractMutants(
  edits: readonly ContractEdit[] = contractEdits,
): Promise<ContractMutation> {
  const started = performance.now();
  const guards = {
    lint: await createLintGuard(),
    others: [diffGuard, createTypeGuard(), createAnswersGuard()],
  };
  const root = await copySources();
  try {
    const [drift] = await driftIn(root);
    refuseAlarms({ ...firsts(await ask(root, guards)), ...(drift && { drift }) });
    const mutants: ContractMutant[] = [];
    const withoutDrift: string[] = [];
    for (const edit of edits) {
      await whileEdited(root, edit, async () => {
        const { kind, file } = edit;
        mutants.push({ kind, file, noticed: firsts(await ask(root, guards)) });
        if ((await driftIn(root)).length === 0) withoutDrift.push(kind);
      });
    }
    const unnoticed = mutants
      .filter(({ noticed }) => Object.keys(noticed).length === 0)
      .map(({ kind }) => kind);
    return { mutants, unnoticed, withoutDrift, durationMs: Math.round(performance.now() - started) };
  } finally {
    await rm(root, { recursive: true });
  }
}

interface Guards {
  readonly lint: Awaited<ReturnType<typeof createLintGuard>>;
  /** They look at what was generated. */
  readonly others: readonly Guard[];
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

async function ask(root: string, { lint, others }: Guards): Promise<Said> {
  const linted = await lint(root);
  try {
    const artifacts = await buildArtifacts(root);
    const said = await Promise.all(others.map((guard) => guard({ root, artifacts })));
    return Object.assign(linted, ...said);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { ...linted, generate: [error.message] };
  }
}

async function driftIn(root: string): Promise<string[]> {
  return findDrift(root).catch((error: unknown) => {
    if (error instanceof ContractError) return [error.message];
    throw error;
  });
}

function firsts(said: Said): ContractMutant['noticed'] {
  const entries = guardNames.flatMap((name): [GuardName, string][] => {
    const [first] = said[name] ?? [];
    return first === undefined ? [] : [[name, first]];
  });
  return Object.fromEntries(entries);
}
