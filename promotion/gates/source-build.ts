import { askHealth } from '../ask-tier.ts';
import { pass, refuse, unknown } from './finding.ts';
import type { Gate } from './model.ts';
import { sourceIn } from './required.ts';

export const sourceBuild: Gate = {
  id: 'source-build',
  condition: 'the tier before runs exactly this build',
  timeoutMs: 15_000,
  async run(promotion, signal) {
    const { name, url } = sourceIn(promotion);
    const { build } = await askHealth(url, promotion.contract, signal);
    const { id } = promotion.build;
    const remedy = `Promote this build to ${name} first: npm run promote -- ${name}`;
    if (!build) return unknown([`${name} does not say which build it runs`], remedy);
    if (build.id !== id)
      return refuse([`${name} runs ${build.id.slice(0, 12)}, and this build is ${id.slice(0, 12)}`], remedy);
    return pass([`${name} runs ${id.slice(0, 12)}`]);
  },
};
