import type { Contract } from '../contract/contract.ts';
import { isObject } from '../contract/json.ts';
import { scenariosOf } from '../contract/scenarios.ts';

/** Whether a target holds the data of the examples: it answers getVersion with their version and checksum. */
export async function servesExamples(contract: Contract, url: string): Promise<boolean> {
  const scenario = scenariosOf(contract).find(({ operation }) => operation.id === 'getVersion');
  if (!scenario) return false;
  const response = await fetch(`${url}${scenario.request.path}`, { signal: AbortSignal.timeout(10_000) });
  const [expected, actual] = [scenario.response.body, await response.json().catch(() => undefined)];
  if (!isObject(expected) || !isObject(actual)) return false;
  return expected.version === actual.version && expected.checksum === actual.checksum;
}
