import { brokenUses, readConsumers, unusedRemovals } from '../consumers.ts';
import { firstOf, pass, refuse } from './finding.ts';
import type { Gate } from './model.ts';
import { deployedIn } from './required.ts';

export const consumers: Gate = {
  id: 'consumers',
  condition: 'everything that consumers have recorded as used is still there',
  timeoutMs: 15_000,
  async run(promotion) {
    const { contract, consumers: folder } = promotion;
    const uses = readConsumers(folder);
    const broken = brokenUses(uses, contract).map(
      ({ consumer, operation, what }) => `${consumer} uses ${operation}: ${what}`,
    );
    if (broken.length > 0)
      return refuse(
        firstOf(broken, 10),
        'Keep what is used, or let these consumers stop using it and record their uses again.',
      );
    const names = uses.map(({ consumer }) => consumer).join(', ');
    const removed = unusedRemovals(uses, deployedIn(promotion).contract, contract);
    const facts = [
      uses.length === 0 ? 'no consumer has recorded its uses' : `nothing that ${names} use is removed`,
    ];
    return pass([
      ...facts,
      ...firstOf(
        removed.map(({ operation, what }) => `recorded by nobody: ${operation}: ${what}`),
        10,
      ),
    ]);
  },
};
