/** Runs what the options of `npm run contract` ask for, prints the reports and returns the exit code. */
import { readBase, UnknownBase } from '../../contract/authoring/diff/base.ts';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import { projectRoot } from '../../lib/project.ts';
import { Unreachable } from '../../lib/reach.ts';
import type { Target } from '../model.ts';
import { evidenceOf } from '../report/evidence.ts';
import { renderVerdict } from '../report/render-report.ts';
import { DeclaredHeader } from '../targets/behind-proxy.ts';
import { servedRelease } from '../targets/identity.ts';
import { readLocalBuild, UnusableBuild } from '../targets/local-build.ts';
import { withLocalTargets } from '../targets/local-targets.ts';
import type { ContractOptions } from './options.ts';
import { prove, targetAt } from './prove.ts';
import { jsonOf, saveResults, UnwritableFile } from './result-files.ts';

export interface Output {
  stdout(text: string): unknown;
  stderr(text: string): unknown;
}

type Print = (text: string) => unknown;

/** @returns the exit code: 0 passed, 1 failed, 2 wrong usage, 3 target unreachable */
export async function runCommand(options: ContractOptions, output: Output): Promise<0 | 1 | 2 | 3> {
  const write = options.json ? output.stderr : output.stdout;
  const print = (text: string) => write(`${text}\n\n`);
  try {
    if (options.compatibleWith !== undefined)
      return await proveCompatibility(options.compatibleWith, options, output, print);
    return await proveContract(options, output, print);
  } catch (error) {
    output.stderr(`${error instanceof Error ? error.message : error}\n`);
    return exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): 1 | 2 | 3 {
  const isUsage =
    error instanceof DeclaredHeader || error instanceof UnusableBuild || error instanceof UnwritableFile;
  if (isUsage || (error instanceof UnknownBase && !error.isHidden)) return 2;
  return error instanceof Unreachable ? 3 : 1;
}

async function proveContract(options: ContractOptions, output: Output, print: Print): Promise<0 | 1> {
  const startedAt = new Date();
  const contract = readContract();
  const broken = (reason: string) =>
    evidenceOf(
      contract,
      { targets: [], errors: { run: reason } },
      { startedAt, endedAt: new Date(), seed: options.seed },
    );
  // Whatever ends the run, even SIGKILL: the files are not those of an earlier run, which may have passed. A path that
  // cannot be written is known before anything runs.
  await saveResults(broken('the run was ended before it was finished'), options);
  const evidence = await prove({ contract, options, print }).catch(async (error: unknown) => {
    await saveResults(broken(error instanceof Error ? error.message : String(error)), options);
    throw error;
  });
  await saveResults(evidence, options);
  if (options.json) output.stdout(jsonOf(evidence));
  print(renderVerdict(evidence));
  if (evidence.verdict === 'passed') return 0;
  print(`To repeat: ${options.repeat}`);
  return 1;
}

async function proveCompatibility(
  base: string,
  options: ContractOptions,
  output: Output,
  print: Print,
): Promise<0 | 1> {
  const { runCompatibility } = await import('../compatibility/run-compatibility.ts');
  const { renderCompatibility } = await import('../compatibility/report.ts');
  const contract = readContract();
  const earlier = parseContract((await readBase(projectRoot, base)).text);
  const run = async (target: Target) =>
    runCompatibility(earlier, target, await servedRelease(earlier, target));
  const build = options.build === undefined ? undefined : readLocalBuild(options.build, contract);
  const report =
    options.url === undefined
      ? await withLocalTargets(contract, ['server'], (targets) => run(onlyOf(targets)), build?.script)
      : await run((await targetAt(options.url, { contract, options, print }, earlier)).target);
  const rendered = `${renderCompatibility(report, base)}\n`;
  if (options.json) output.stdout(`${JSON.stringify(report, null, 2)}\n`);
  (options.json ? output.stderr : output.stdout)(rendered);
  return report.broken.length === 0 && report.ran > 0 ? 0 : 1;
}

function onlyOf<Value>([value]: readonly Value[]): Value {
  if (value === undefined) throw new Error('the server was not started');
  return value;
}
