import { askHealth } from '../ask-tier.ts';
import { pass, refuse } from './finding.ts';
import type { Gate } from './model.ts';
import { sourceIn } from './required.ts';

export const sourceHealthy: Gate = {
  id: 'source-healthy',
  condition: 'the tier before is healthy',
  timeoutMs: 15_000,
  async run(promotion, signal) {
    const { name, url } = sourceIn(promotion);
    const { status, checks } = await askHealth(url, promotion.contract, signal);
    const { store } = checks;
    const facts = [
      `${name} is ${status}: its store is ${store.status}, the release ${checks.snapshot.status}`,
    ];
    if (store.damaged) facts.push(`damaged releases: ${store.damaged.join(', ')}`);
    if (status === 'healthy') return pass(facts);
    return refuse(facts, `Look at the store and the log of ${name}, and repeat when it is healthy.`);
  },
};
