/** `npm run contract` but for its process: what it was asked for, what it says, and how it ends. */
import { writeFile } from 'node:fs/promises';
import { readContract } from '../../contract/bundle-file.ts';
import { Unreachable } from '../../lib/reach.ts';
import { type Evidence, evidenceOf } from '../report/evidence.ts';
import { renderJunit } from '../report/junit.ts';
import { type ContractOptions, localTargets, newSeed, readOptions } from './options.ts';

export interface Output {
  stdout(text: string): unknown;
  stderr(text: string): unknown;
}

/** @returns the exit code; wrong usage ends the process. */
export async function runCommand(args: readonly string[], output: Output): Promise<0 | 1 | 3> {
  const { seed = newSeed(), ...options } = readOptions(args);
  const print = options.json ? output.stderr : output.stdout;
  try {
    const evidence = await prove(options, seed, (text) => print(`${text}\n\n`));
    const text = `${JSON.stringify(evidence, null, 2)}\n`;
    if (options.evidence) await writeFile(options.evidence, text);
    if (options.junit) await writeFile(options.junit, renderJunit(evidence));
    if (options.json) output.stdout(text);
    if (evidence.verdict === 'passed') return 0;
    print(`To repeat: npm run contract -- ${args.join(' ')} --seed ${seed}\n\n`);
    return 1;
  } catch (error) {
    output.stderr(`${error instanceof Error ? error.message : error}\n`);
    return error instanceof Unreachable ? 3 : 1;
  }
}

async function prove(
  options: Omit<ContractOptions, 'seed'>,
  seed: number,
  print: (text: string) => void,
): Promise<Evidence> {
  const { only, url, origin, parity, fuzz, runs = 100_000, mutate, sample, mutateContract } = options;
  // After the options were read: whoever mistyped one should not wait for what they start.
  const { proveLocal, proveUrl } = await import('./prove.ts');
  const contract = readContract();
  const startedAt = new Date();
  const proofs = {
    seed,
    ...(parity && { parity }),
    ...(fuzz && { fuzz: runs }),
    ...(mutate && { mutate: sample ? ('sample' as const) : ('all' as const) }),
    ...(mutateContract && { mutateContract }),
  };
  const findings = url
    ? await proveUrl(contract, { url, ...(origin !== undefined && { origin }) }, proofs, print)
    : await proveLocal(contract, only ? [only] : localTargets, proofs, print);
  return evidenceOf(contract, findings, { startedAt, endedAt: new Date(), seed });
}
