import { judge, testContract } from './contract-runs.ts';
import type { Gate } from './model.ts';
import { candidateAt } from './source.ts';

/** With keys of its own, so that the run also sends tokens that are valid, expired, of another issuer and so on. */
export const candidateContract: Gate = {
  id: 'candidate-contract',
  condition: 'the candidate keeps the contract with the configuration and a copy of the data of the target',
  timeoutMs: 90_000,
  async run(promotion) {
    const { contract, target } = promotion;
    const { url, credentials } = candidateAt(promotion);
    const report = await testContract(contract, url, {
      credentials,
      variables: target.variables,
    });
    return judge(
      report,
      'on the candidate',
      `Compare deploy/tiers/${target.name}.env with that of the tier before.`,
    );
  },
};
