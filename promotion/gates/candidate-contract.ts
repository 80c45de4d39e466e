import { cellName, judge, testContract } from './contract-runs.ts';
import { refuse } from './finding.ts';
import type { Gate } from './model.ts';
import { candidateIn } from './required.ts';

/** With keys of its own, so that the run also sends tokens that are valid, expired, of another issuer and so on. */
export const candidateContract: Gate = {
  id: 'candidate-contract',
  condition: 'the candidate keeps the contract with the configuration and a copy of the data of the target',
  timeoutMs: 300_000,
  async run(promotion) {
    const { contract, target } = promotion;
    const { url, credentials } = candidateIn(promotion);
    const report = await testContract(contract, url, { credentials, variables: target.variables });
    const remedy = `Compare deploy/tiers/${target.name}.env with that of the tier before.`;
    const finding = judge(report, 'on the candidate', remedy);
    if (finding.verdict !== 'pass') return finding;
    const guarded = contract.operations.filter(({ security }) => security && !security.optional);
    const refusals = guarded.flatMap(({ id }) => [`${id} 401`, `${id} 403`]);
    const passed = new Set(report.cells.filter(({ result }) => result === 'passed').map(cellName));
    const open = refusals.filter((cell) => !passed.has(cell));
    if (open.length > 0) return refuse([`No wrong token was refused: ${open.join(', ')}`], remedy);
    return {
      ...finding,
      facts: [
        ...finding.facts,
        `${guarded.map(({ id }) => id).join(', ')}: tokens that are wrong in any way are refused`,
      ],
    };
  },
};
