import type { Removals } from '../../taxonomy/removals.ts';
import { CommandError, type CommandIO } from './command-io.ts';

export interface RemovalOptions extends CommandIO {
  /** How many nodes the caller means to remove. */
  readonly remove?: number;
}

/** Asks on a terminal, unless --remove has the count. Throws `CommandError` when it is not confirmed. */
export async function confirmRemovals(removals: Removals, { remove, ask }: RemovalOptions): Promise<void> {
  const { removed } = removals;
  if (remove === removed) return;
  if (remove === undefined && ask) {
    const answer = await ask(`${describeRemovals(removals)}\nType ${removed} to publish it: `);
    if (answer.trim() === String(removed)) return;
    throw new CommandError('Nothing was published.');
  }
  const hint = `To publish it nevertheless, add --remove ${removed} to the command.`;
  throw new CommandError(`${describeRemovals(removals)} Nothing was published.\n${hint}`);
}

export function describeRemovals({ removed, nodes }: Removals): string {
  return `This release removes ${removed} of ${nodes} nodes, more than a tenth.`;
}
