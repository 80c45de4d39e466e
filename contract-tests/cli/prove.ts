/** What `npm run contract` runs, in order, and what it says meanwhile. */
import type { Contract } from '../../contract/model.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import type { Publishing } from '../fuzz/run-fuzz.ts';
import type { Target } from '../model.ts';
import { createPlan } from '../plan.ts';
import type { Reports } from '../report/evidence.ts';
import { renderRun } from '../report/report.ts';
import { runPlan } from '../run.ts';
import { describeIdentity, type Identity, readIdentity, servesExamples } from '../targets/identity.ts';
import { type LocalTarget, withLocalTargets } from '../targets/local-targets.ts';

/** The proofs beside the matrix; each is left out unless it is asked for. */
export interface Proofs {
  readonly parity?: boolean;
  /** How many generated requests. */
  readonly fuzz?: number;
  readonly mutate?: 'all' | 'sample';
  readonly mutateContract?: boolean;
  readonly seed: number;
}

type Say = (text: string) => void;

/** Our own targets, started for this and stopped after it. */
export async function proveLocal(
  contract: Contract,
  names: readonly LocalTarget[],
  proofs: Proofs,
  print: Say,
): Promise<Reports> {
  return withLocalTargets(contract, names, async (targets) => {
    const tested = [];
    for (const target of targets) {
      tested.push(await test(contract, target, await readIdentity(contract, target.url), print));
    }
    const own = (name: LocalTarget) => {
      const target = targets.find((one) => one.name === name);
      if (!target) throw new Error(`a proof was asked for that needs the ${name}`);
      return target;
    };
    return {
      targets: tested,
      ...(proofs.parity && { parity: await compare(contract, own('mock'), own('server'), proofs, print) }),
      ...(proofs.fuzz && { fuzz: await fuzz(contract, own('server'), proofs.fuzz, proofs, print) }),
      ...(proofs.mutate && { mutation: await mutate(contract, own('server'), proofs.mutate, print) }),
      ...(proofs.mutateContract && { contractMutation: await mutateContract(print) }),
    };
  });
}

/** Anything that answers at a URL. */
export async function proveUrl(
  contract: Contract,
  { url, origin }: { url: string; origin?: string },
  proofs: Proofs,
  print: Say,
): Promise<Reports> {
  const identity = await readIdentity(contract, url);
  const target = {
    name: new URL(url).host,
    url,
    servesExamples: servesExamples(contract, identity),
    ...(origin !== undefined && { origin }),
  };
  return {
    targets: [await test(contract, target, identity, print)],
    ...(proofs.fuzz && { fuzz: await fuzz(contract, target, proofs.fuzz, proofs, print) }),
  };
}

async function test(
  contract: Contract,
  target: Target,
  identity: Identity,
  print: Say,
): Promise<Reports['targets'][number]> {
  print(describeIdentity(identity, contract));
  const run = await runPlan(contract, target);
  print(renderRun(run));
  return { ...run, identity };
}

// Each proof is loaded when it is asked for: together they bring a compiler, a linter and a test framework.
async function compare(contract: Contract, mock: Target, server: Target, { seed }: Proofs, print: Say) {
  const { runParity } = await import('../parity/run-parity.ts');
  const { renderParity } = await import('../parity/report.ts');
  const publishing = publishingAt(server);
  if (!publishing) throw new Error('the server has no stateServer to publish on');
  const run = await runParity({ mockUrl: mock.url, serverUrl: server.url, publishing, contract, seed });
  print(renderParity(run));
  return run;
}

async function fuzz(contract: Contract, target: Target, runs: number, { seed }: Proofs, print: Say) {
  const { runFuzz } = await import('../fuzz/run-fuzz.ts');
  const { renderFuzz } = await import('../fuzz/report.ts');
  const run = await runFuzz({ url: target.url, publishing: publishingAt(target), contract, runs, seed });
  print(renderFuzz(run));
  return run;
}

/** Where publishing changes nothing: nowhere but beside a server of ours. */
function publishingAt({ credentials, overrideFor }: Target): Publishing | undefined {
  const url = overrideFor?.('publishing', 201)?.url;
  return credentials && url !== undefined ? { url, credentials } : undefined;
}

async function mutate(contract: Contract, server: Target, extent: 'all' | 'sample', print: Say) {
  const { mutateResponses } = await import('../mutation/mutate-responses.ts');
  const { renderMutation } = await import('../mutation/report.ts');
  const plan = createPlan(contract, server, defaultRelease);
  const run = await mutateResponses(contract, server, plan, { sample: extent === 'sample' });
  print(renderMutation(run));
  return run;
}

async function mutateContract(print: Say) {
  const { mutateContract } = await import('../contract-mutation/mutate-contract.ts');
  const { renderContractMutation } = await import('../contract-mutation/report.ts');
  const run = await mutateContract();
  print(renderContractMutation(run));
  return run;
}
