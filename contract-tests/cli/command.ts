/** Runs what the options of `npm run contract` ask for, prints the reports and returns the exit code. */
import { rm, writeFile } from 'node:fs/promises';
import { readBase, UnknownBase } from '../../contract/authoring/diff/base.ts';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import type { Contract } from '../../contract/model.ts';
import { projectRoot } from '../../lib/project.ts';
import { Unreachable } from '../../lib/reach.ts';
import type { Publishing } from '../fuzz/run-fuzz.ts';
import type { Plan, Target } from '../model.ts';
import { createPlan } from '../plan.ts';
import { type Evidence, evidenceOf, type Reports } from '../report/evidence.ts';
import { renderJunit } from '../report/junit.ts';
import { renderTargetReport, renderVerdict } from '../report/render-report.ts';
import { runPlan } from '../run.ts';
import { createAllowances, DeclaredHeader } from '../targets/behind-proxy.ts';
import { readCredentials } from '../targets/credentials.ts';
import {
  describeIdentity,
  type Identity,
  readIdentity,
  servedRelease,
  servesExamples,
} from '../targets/identity.ts';
import { withLocalTargets } from '../targets/local-targets.ts';
import type { ContractOptions } from './options.ts';

export interface Output {
  stdout(text: string): unknown;
  stderr(text: string): unknown;
}

/** @returns the exit code: 0 passed, 1 failed, 2 wrong usage, 3 target unreachable */
export async function runCommand(options: ContractOptions, output: Output): Promise<0 | 1 | 2 | 3> {
  const write = options.json ? output.stderr : output.stdout;
  const print = (text: string) => write(`${text}\n\n`);
  try {
    // A run that is killed must not leave the results of an earlier one, which may have passed.
    for (const file of [options.evidence, options.junit]) if (file) await rm(file, { force: true });
    if (options.compatibleWith !== undefined)
      return await proveCompatibility(options.compatibleWith, options, output);
    const evidence = await prove({ contract: readContract(), options, print });
    await save(evidence, options);
    if (options.json) output.stdout(jsonOf(evidence));
    print(renderVerdict(evidence));
    if (evidence.verdict === 'passed') return 0;
    print(`To repeat: ${options.repeat}`);
    return 1;
  } catch (error) {
    output.stderr(`${error instanceof Error ? error.message : error}\n`);
    if ((error instanceof UnknownBase && !error.isHidden) || error instanceof DeclaredHeader) return 2;
    return error instanceof Unreachable ? 3 : 1;
  }
}

async function save(evidence: Evidence, options: ContractOptions): Promise<void> {
  if (options.evidence) await writeFile(options.evidence, jsonOf(evidence));
  if (options.junit) await writeFile(options.junit, renderJunit(evidence));
}

function jsonOf(evidence: Evidence): string {
  return `${JSON.stringify(evidence, null, 2)}\n`;
}

async function proveCompatibility(base: string, options: ContractOptions, output: Output): Promise<0 | 1> {
  const { runCompatibility } = await import('../compatibility/run-compatibility.ts');
  const { renderCompatibility } = await import('../compatibility/report.ts');
  const contract = readContract();
  const earlier = parseContract((await readBase(projectRoot, base)).text);
  const run = async (target: Target) =>
    runCompatibility(earlier, target, await servedRelease(earlier, target));
  const report =
    options.url === undefined
      ? await withLocalTargets(contract, ['server'], (targets) => run(onlyOf(targets)))
      : await run(await targetAt(options.url, { contract: earlier, options }));
  const rendered = `${renderCompatibility(report, base)}\n`;
  if (options.json) output.stdout(`${JSON.stringify(report, null, 2)}\n`);
  (options.json ? output.stderr : output.stdout)(rendered);
  return report.broken.length === 0 && report.ran > 0 ? 0 : 1;
}

function onlyOf<Value>([value]: readonly Value[]): Value {
  if (value === undefined) throw new Error('the server was not started');
  return value;
}

interface Run {
  readonly contract: Contract;
  readonly options: ContractOptions;
  print(text: string): unknown;
}

async function prove(run: Run): Promise<Evidence> {
  const { contract, options } = run;
  const { url, only, seed } = options;
  const startedAt = new Date();
  const evidence = (reports: Reports) =>
    evidenceOf(contract, reports, { startedAt, endedAt: new Date(), seed });
  try {
    return evidence(
      url === undefined
        ? await withLocalTargets(contract, only ? [only] : ['mock', 'server'], (targets) =>
            proveTargets(run, targets),
          )
        : await proveTargets(run, [await targetAt(url, run)]),
    );
  } catch (error) {
    // Such as a target that cannot be reached. Whoever reads the files learns of it, too.
    const reason = error instanceof Error ? error.message : String(error);
    await save(evidence({ targets: [], errors: { run: reason } }), options);
    throw error;
  }
}

async function targetAt(
  url: string,
  { contract, options }: Pick<Run, 'contract' | 'options'>,
): Promise<Target> {
  const { origin } = options;
  const behindProxy = allowancesOf(contract, options);
  const credentials = readCredentials(contract, process.env);
  return {
    name: new URL(url).host,
    url,
    servesExamples: servesExamples(contract, await readIdentity(contract, url)),
    ...(credentials && { credentials }),
    ...(origin !== undefined && { origin }),
    ...(behindProxy && { behindProxy }),
  };
}

function allowancesOf(contract: Contract, { behindProxy, ignoreHeaders }: ContractOptions) {
  return behindProxy && createAllowances(contract, ignoreHeaders);
}

async function proveTargets(run: Run, targets: readonly Target[]): Promise<Reports> {
  const { parity, fuzz, mutate, mutateContract } = run.options;
  // Before planning, which keeps this process busy for seconds: a kept connection may be closed meanwhile.
  const read = await Promise.all(targets.map((target) => readTarget(run.contract, target)));
  const planned = read.map(({ release, ...one }) => ({
    ...one,
    plan: createPlan(run.contract, one.target, release),
  }));
  // The runs are concurrent, because each waits for its target most of the time. They are printed in turn.
  const tested = await Promise.all(planned.map((one) => testTarget(run.contract, one)));
  for (const { report } of tested) {
    run.print(describeIdentity(report.identity, run.contract));
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

async function readTarget(contract: Contract, target: Target) {
  const identity = await readIdentity(contract, target.url);
  return { target, identity, release: await servedRelease(contract, target) };
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
  // Counted apart from those of the test cases.
  const behindProxy = allowancesOf(contract, options);
  const publishing = publishingAt(target);
  const report = await runFuzz({ url: target.url, publishing, behindProxy, contract, runs, seed });
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
