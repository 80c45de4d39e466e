/** Proves what the options of `npm run contract` ask for. A gate of a promotion calls it in its own process, too. */
import type { Contract } from '../../contract/model.ts';
import { wrap } from '../../lib/wrap.ts';
import { smallBodyBytes } from '../../server/http/load.ts';
import { readAsClient } from '../compatibility/open-contract.ts';
import type { Publishing } from '../fuzz/run-fuzz.ts';
import { createPatience } from '../http/patience.ts';
import { payload } from '../http/planned-request.ts';
import type { Plan, Target } from '../model.ts';
import { createPlan } from '../plan.ts';
import { type Evidence, evidenceOf, type Reports } from '../report/evidence.ts';
import { renderTargetReport } from '../report/render-report.ts';
import { runPlan } from '../run.ts';
import { createAllowances } from '../targets/behind-proxy.ts';
import { readCredentials } from '../targets/credentials.ts';
import {
  describeIdentity,
  type Identity,
  readIdentity,
  servedRelease,
  servesExamples,
} from '../targets/identity.ts';
import { type LocalBuild, readLocalBuild } from '../targets/local-build.ts';
import { withLocalTargets } from '../targets/local-targets.ts';
import { describeQuota, type Look, lookAt } from '../targets/look.ts';
import type { ContractOptions } from './options.ts';

/** What a run proves. Where it writes the results is up to the caller. */
export type ProofOptions = Omit<ContractOptions, 'compatibleWith' | 'evidence' | 'junit' | 'json' | 'repeat'>;

export interface Run {
  readonly contract: Contract;
  readonly options: ProofOptions;
  /** Called with each report for a person. */
  print(text: string): unknown;
}

/**
 * With `url`, the evidence has one target, which was not started here. With `only: 'server'` and `build`, it has the
 * server of that build, with the cells that need a provider state.
 *
 * @throws Unreachable, WrongTarget, UnusableBuild, DeclaredHeader
 */
export async function prove(run: Run): Promise<Evidence> {
  const startedAt = new Date();
  const { contract, options } = run;
  const { url, only, seed, compatible = false } = options;
  const local = options.build === undefined ? undefined : readLocalBuild(options.build, contract);
  const prove = async (): Promise<Reports> => {
    if (url === undefined)
      return withLocalTargets(
        contract,
        only ? [only] : ['mock', 'server'],
        (targets) => proveTargets(run, targets, { build: local }),
        local?.script,
      );
    const { target, look } = await targetAt(url, run);
    const reading = compatible ? { ...run, contract: readAsClient(contract) } : run;
    return proveTargets(reading, [target], { look });
  };
  const reports = await prove();
  return evidenceOf(contract, reports, {
    startedAt,
    endedAt: new Date(),
    seed,
    compatible,
    build: local?.build ?? null,
  });
}

/**
 * A target that we did not start, and what a look at it shows.
 * @param asked the contract whose cases it gets
 */
export async function targetAt(
  url: string,
  { contract, options, print }: Run,
  asked = contract,
): Promise<{ readonly target: Target; readonly look: Look }> {
  const { origin } = options;
  const behindProxy = allowancesOf(asked, options);
  const credentials = readCredentials(asked, process.env);
  const patience = createPatience((text) => print(wrap(text)));
  const look = await lookAt(contract, url, { origin, patience });
  print(look.notes.map((note) => wrap(note)).join('\n'));
  const target = {
    name: new URL(url).host,
    url,
    patience,
    servesExamples: servesExamples(asked, look.identity),
    ...(credentials && { credentials }),
    ...(origin !== undefined && { origin }),
    ...(behindProxy && { behindProxy }),
  };
  return { target, look };
}

function allowancesOf(
  contract: Contract,
  { behindProxy, ignoreHeaders }: Pick<ContractOptions, 'behindProxy' | 'ignoreHeaders'>,
) {
  return behindProxy && createAllowances(contract, ignoreHeaders);
}

async function proveTargets(
  run: Run,
  targets: readonly Target[],
  { build, look }: { build?: LocalBuild | undefined; look?: Look } = {},
): Promise<Reports> {
  const { parity, fuzz, mutate, mutateContract } = run.options;
  // Before planning, which keeps this process busy for seconds: a kept connection may be closed meanwhile.
  const read = await Promise.all(targets.map((target) => readTarget(run.contract, target, look)));
  if (build) checkBuild(build, read);
  const planned = read.map(({ release, ...one }) => ({
    ...one,
    plan: createPlan(run.contract, one.target, release),
  }));
  for (const { plan } of planned) printQuota(run, plan, look);
  // The runs are concurrent, because each waits for its target most of the time. They are printed in turn.
  const tested = await Promise.all(planned.map((one) => testTarget(run.contract, one)));
  for (const { report } of tested) {
    // The look has said it.
    if (!look) run.print(describeIdentity(report.identity, run.contract));
    run.print(renderTargetReport(report));
  }
  const find = (name: 'mock' | 'server') => {
    const found = tested.find(({ target }) => (target.isMock ? 'mock' : 'server') === name);
    if (!found) throw new Error(`the ${name} is needed and was not started`);
    return found;
  };
  const errors: Record<string, string> = {};
  // A proof that cannot be finished has failed. The others run all the same.
  const attempt = async <Name extends string, Report>(name: Name, prove: () => Promise<Report>) => {
    try {
      return { [name]: await prove() } as Record<Name, Report>;
    } catch (error) {
      errors[name] = error instanceof Error ? error.message : String(error);
      run.print(`${name}: ${errors[name]}`);
      return {};
    }
  };
  return {
    targets: tested.map(({ report }) => report),
    ...(parity && (await attempt('parity', () => compareTargets(run, find('mock'), find('server'))))),
    ...(fuzz && (await attempt('fuzz', () => fuzzTarget(run, find('server'))))),
    ...(mutate && (await attempt('mutation', () => mutateTarget(run, find('server'))))),
    ...(mutateContract && (await attempt('contractMutation', () => runContractMutation(run)))),
    errors,
  };
}

interface Tested {
  readonly target: Target;
  readonly plan: Plan;
  readonly identity: Identity;
  readonly report: Reports['targets'][number];
}

async function readTarget(contract: Contract, target: Target, look: Look | undefined) {
  const identity = look?.identity ?? (await readIdentity(contract, target.url));
  return { target, identity, release: await servedRelease(contract, target) };
}

function checkBuild({ build }: LocalBuild, read: readonly Pick<Tested, 'target' | 'identity'>[]): void {
  const server = read.find(({ target }) => !target.isMock);
  const reported = server?.identity.build?.id;
  if (reported !== build.id)
    throw new Error(`--build is ${build.id}, and its server reports ${reported ?? 'none'}. Build it again.`);
}

function printQuota({ options, print }: Run, { cases, invariants }: Plan, look: Look | undefined): void {
  if (!look?.quota) return;
  // A large body costs as much as several requests.
  const costs = cases.map(({ request }) => 1 + Math.floor(payload(request).length / smallBodyBytes));
  const ofCases = costs.reduce((sum, cost) => sum + cost, 0);
  const sent = ofCases + invariants.length + (options.fuzz ? options.runs : 0);
  const note = describeQuota(look.quota, sent);
  if (note !== undefined) print(wrap(note));
}

async function testTarget(contract: Contract, planned: Omit<Tested, 'report'>): Promise<Tested> {
  const { target, plan, identity } = planned;
  return { ...planned, report: { ...(await runPlan(contract, target, plan)), identity } };
}

// Each proof is loaded when it runs: together they load a compiler, a linter and a test framework.
async function compareTargets({ contract, options: { seed }, print }: Run, mock: Tested, server: Tested) {
  const { runParity } = await import('../parity/run-parity.ts');
  const { renderParity } = await import('../parity/report.ts');
  const publishing = publishingAt(server.target);
  if (!publishing) throw new Error('the server has no state server to publish to');
  const [mockUrl, serverUrl] = [mock.target.url, server.target.url];
  const report = await runParity({ mockUrl, serverUrl, publishing, contract, seed });
  print(renderParity(report));
  return report;
}

async function fuzzTarget({ contract, options, print }: Run, { target }: Tested) {
  const { runFuzz } = await import('../fuzz/run-fuzz.ts');
  const { renderFuzz } = await import('../fuzz/report.ts');
  const { runs, seed } = options;
  const { url, patience } = target;
  // Counted apart from those of the test cases.
  const behindProxy = allowancesOf(contract, options);
  const publishing = publishingAt(target);
  const report = await runFuzz({ url, publishing, behindProxy, patience, contract, runs, seed });
  print(renderFuzz(report));
  return report;
}

/** Where publishing changes nothing for other requests. Only local targets have such a place. */
function publishingAt({ credentials, overrideFor }: Target): Publishing | undefined {
  const url = overrideFor?.('publishing', 201)?.url;
  return credentials && url !== undefined ? { url, credentials } : undefined;
}

async function mutateTarget({ contract, options, print }: Run, { target, plan }: Tested) {
  const { mutateResponses } = await import('../mutation/mutate-responses.ts');
  const { renderMutation } = await import('../mutation/report.ts');
  const report = await mutateResponses(contract, target, plan, { sample: options.sample === true });
  print(renderMutation(report));
  return report;
}

async function runContractMutation({ print }: Run) {
  const { mutateContract } = await import('../contract-mutation/mutate-contract.ts');
  const { renderContractMutation } = await import('../contract-mutation/report.ts');
  const report = await mutateContract();
  print(renderContractMutation(report));
  return report;
}
