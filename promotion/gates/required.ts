/** What a promotion has at this point, for gates that need it. */
import type { Tier } from '../tier.ts';
import type { Promotion } from './model.ts';

/** The tier before the target. @throws Error for the first tier, which has none */
export function sourceIn({ source, target }: Promotion): Tier {
  if (source) return source;
  throw new Error(`There is no tier before ${target.name}.`);
}

/** What the target serves. @throws Error when nothing was promoted to it */
export function deployedIn({ deployed, target }: Promotion) {
  if (deployed) return deployed;
  throw new Error(`Nothing was promoted to ${target.name} yet.`);
}

/** The candidate at the target. @throws Error when it was not started */
export function candidateIn({ candidate, target }: Promotion) {
  if (candidate) return candidate;
  throw new Error(`No candidate runs at ${target.name}.`);
}
