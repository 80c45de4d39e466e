/** What `npm run contract` runs, in order, and what it says meanwhile. */
import type { Contract } from '../../contract/model.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { Publishing } from '../fuzz/run-fuzz.ts';
import type { Target } from '../model.ts';
import { planRun } from '../plan.ts';
import type { Findings } from '../report/evidence.ts';
import { renderRun } from '../report/report.ts';
import { runContract } from '../run.ts';
import { describeIdentity, type Identity, readIdentity, servesExamples } from '../targets/identity.ts';
import { type OwnTarget, withOwnTargets } from '../targets/own-targets.ts';

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
export async function proveOwn(
  contract: Contract,
  names: readonly OwnTarget[],
  proofs: Proofs,
  say: Say,
): Promise<Findings> {
  return withOwnTargets(contract, names, async (targets) => {
    const tested = [];
    for (const target of targets) {
      tested.push(await test(contract, target, await readIdentity(contract, target.url), say));
    }
    const own = (name: OwnTarget) => {
      const target = targets.find((one) => one.name === name);
      if (!target) throw new Error(`a proof was asked for that needs the ${name}`);
      return target;
    };
    return {
      targets: tested,
      ...(proofs.parity && { parity: await compare(contract, own('mock'), own('server'), proofs, say) }),
      ...(proofs.fuzz && { fuzz: await fuzz(contract, own('server'), proofs.fuzz, proofs, say) }),
      ...(proofs.mutate && { mutation: await mutate(contract, own('server'), proofs.mutate, say) }),
      ...(proofs.mutateContract && { contractMutation: await mutateContract(say) }),
    };
  });
}

/** Anything that answers at a URL. */
export async function proveUrl(
  contract: Contract,
  { url, origin }: { url: string; origin?: string },
  proofs: Proofs,
  say: Say,
): Promise<Findings> {
  const identity = await readIdentity(contract, url);
  const target = {
    name: new URL(url).host,
    url,
    servesExamples: servesExamples(contract, identity),
    ...(origin !== undefined && { origin }),
  };
  return {
    targets: [await test(contract, target, identity, say)],
    ...(proofs.fuzz && { fuzz: await fuzz(contract, target, proofs.fuzz, proofs, say) }),
  };
}

async function test(
  contract: Contract,
  target: Target,
  identity: Identity,
  say: Say,
): Promise<Findings['targets'][number]> {
  say(describeIdentity(identity, contract));
  const run = await runContract(contract, target);
  say(renderRun(run));
  return { ...run, identity };
}

// Each proof is loaded when it is asked for: together they bring a compiler, a linter and a test framework.
async function compare(contract: Contract, mock: Target, server: Target, { seed }: Proofs, say: Say) {
  const { runParity } = await import('../parity/run-parity.ts');
  const { renderParity } = await import('../parity/report.ts');
  const publishing = publishingAt(server);
  if (!publishing) throw new Error('the server has no variant to publish on');
  const run = await runParity({ mockUrl: mock.url, serverUrl: server.url, publishing, contract, seed });
  say(renderParity(run));
  return run;
}

async function fuzz(contract: Contract, target: Target, runs: number, { seed }: Proofs, say: Say) {
  const { runFuzz } = await import('../fuzz/run-fuzz.ts');
  const { renderFuzz } = await import('../fuzz/report.ts');
  const run = await runFuzz({ url: target.url, publishing: publishingAt(target), contract, runs, seed });
  say(renderFuzz(run));
  return run;
}

/** Where publishing changes nothing: nowhere but beside a server of ours. */
function publishingAt({ credentials, provoke }: Target): Publishing | undefined {
  const url = provoke?.('publishing', 201)?.url;
  return credentials && url !== undefined ? { url, credentials } : undefined;
}

async function mutate(contract: Contract, server: Target, extent: 'all' | 'sample', say: Say) {
  const { runMutation } = await import('../mutation/run-mutation.ts');
  const { renderMutation } = await import('../mutation/report.ts');
  const release = bundledReleases.at(-1);
  if (!release) throw new Error('there is no bundled release');
  const plan = planRun(contract, server, release);
  const run = await runMutation(contract, server, plan, { sample: extent === 'sample' });
  say(renderMutation(run));
  return run;
}

async function mutateContract(say: Say) {
  const { runContractMutants } = await import('../contract-mutants/run-contract-mutants.ts');
  const { renderContractMutation } = await import('../contract-mutants/report.ts');
  const run = await runContractMutants();
  say(renderContractMutation(run));
  return run;
}
