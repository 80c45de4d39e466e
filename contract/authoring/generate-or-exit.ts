import { projectRoot } from '../../lib/project.ts';
import { ContractError } from './contract-problems.ts';
import { generate } from './generate.ts';

/** Generates what is stale; a broken contract is explained, and ends the process. */
export async function generateOrExit(): Promise<string[]> {
  try {
    return await generate(projectRoot);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
