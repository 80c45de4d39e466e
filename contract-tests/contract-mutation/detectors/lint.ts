import { createLintContract } from '../../../contract/authoring/lint-contract.ts';
import type { Findings } from '../model.ts';

/** `npm run lint`: Redocly with the rules in redocly.yaml. */
export async function createLintDetector(): Promise<(root: string) => Promise<Findings>> {
  const lintContract = await createLintContract();
  return async (root) => ({ lint: await lintContract(root) });
}
