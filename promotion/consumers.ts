/** Stand-in until the recorded uses of consumers are read. */
import type { Contract } from '../contract/model.ts';
export interface ConsumerUses {
  readonly consumer: string;
}
export function readConsumers(_folder: string): ConsumerUses[] {
  return [];
}
export function brokenUses(
  _uses: readonly ConsumerUses[],
  _contract: Contract,
): { consumer: string; operation: string; what: string }[] {
  return [];
}
export function unusedRemovals(
  _uses: readonly ConsumerUses[],
  _before: Contract,
  _after: Contract,
): string[] {
  return [];
}
