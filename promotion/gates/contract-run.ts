import { allowedOrigin, cellName, judge, testContract } from './contract-runs.ts';
import { firstOf, refuse } from './finding.ts';
import type { Gate } from './model.ts';
import { sourceIn } from './required.ts';

export const contractRun: Gate = {
  id: 'contract-run',
  condition: 'the tier before keeps the contract, and every declared response is covered',
  timeoutMs: 300_000,
  async run(promotion) {
    const { contract, provenLocally = [] } = promotion;
    const { name, url, variables } = sourceIn(promotion);
    const origin = allowedOrigin(variables);
    const report = await testContract(contract, url, { variables });
    const repeat = `npm run contract -- --url ${url}${origin ? ` --origin ${origin}` : ''}`;
    const finding = judge(report, `at ${name}`, `See all of it: ${repeat}`);
    if (finding.verdict !== 'pass') return finding;
    const proven = new Set(provenLocally);
    const elsewhere = report.cells.filter(({ result }) => result !== 'passed').map(cellName);
    const open = elsewhere.filter((cell) => !proven.has(cell));
    if (open.length > 0)
      return refuse(
        [`Neither ${name} nor the local run of this build covers:`, ...firstOf(open)],
        'Promote this build to dev, which runs the tests in every state: npm run promote -- dev',
      );
    const { length } = report.cells;
    const covered = `${length} declared responses are covered: ${length - elsewhere.length} at ${name}, ${elsewhere.length} by the local run`;
    return { ...finding, facts: [...finding.facts, covered] };
  },
};
