import { runCompatibility } from '../../contract-tests/compatibility/run-compatibility.ts';
import { servedRelease } from '../../contract-tests/targets/identity.ts';
import { withScratch } from './contract-runs.ts';
import { firstOf, pass, refuse, unknown } from './finding.ts';
import type { Gate } from './model.ts';
import { deployedIn } from './required.ts';

export const oldCallers: Gate = {
  id: 'old-callers',
  condition: 'what clients of the deployed contract send works on this build',
  timeoutMs: 180_000,
  async run(promotion) {
    const { acceptBreaking, target } = promotion;
    const { contract } = deployedIn(promotion);
    const report = await withScratch(promotion, async (scratch) => {
      const changeable = { ...scratch, overrideFor: () => undefined };
      return runCompatibility(contract, changeable, await servedRelease(contract, changeable));
    });
    const ran = `${report.ran} test cases of the contract ${contract.version} of ${target.name}`;
    if (report.ran === 0) return unknown([ran], 'Look at the contract that the tier serves.');
    const broken = report.broken.map(({ testCase, where, detail }) => `${testCase}: ${where} ${detail}`);
    if (broken.length === 0) return pass([`${ran} pass`]);
    const facts = [`${ran}: ${broken.length} break`, ...firstOf(broken)];
    if (acceptBreaking !== undefined) return pass([...facts, `accepted: ${acceptBreaking}`]);
    return refuse(facts, 'Keep what those clients use, or announce the break: --accept-breaking "reason".');
  },
};
