/** What the commands of promotion have in common. */
import { existsSync } from 'node:fs';
import { Argument } from 'commander';
import { Unreachable } from '../lib/reach.ts';
import type { Environment } from '../lib/variables.ts';
import { readPrivateKey } from './evidence/envelope.ts';
import type { SigningKey } from './evidence/statement.ts';
import { tierNames } from './model.ts';
import { rehearsalKey } from './supervisor/prepare.ts';

export const tierArgument = () => new Argument('<tier>', 'the tier').choices(tierNames);

/** Who acts: --by, or GITHUB_ACTOR. */
export function actor(by: string | undefined, { GITHUB_ACTOR }: Environment): string | undefined {
  return by || GITHUB_ACTOR || undefined;
}

/** The key of PROMOTION_KEY_FILE, or that of rehearsals. @throws Error */
export function readSigningKey(root: string, { PROMOTION_KEY_FILE: file }: Environment): SigningKey {
  if (file) return { kind: 'operator', key: readPrivateKey(file) };
  const own = rehearsalKey(root);
  return existsSync(own) ? { kind: 'rehearsal', key: readPrivateKey(own) } : { kind: 'none' };
}

/** Runs a command, prints what it throws, and sets the exit code. */
export async function runToExit(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof Unreachable ? 3 : 1;
  }
}
