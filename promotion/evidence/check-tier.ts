/** Looks again at what runs at a tier: the contract tests and the latency. The ledger keeps what was found. */
import { askContract, askHealth } from '../ask-tier.ts';
import { judge, testContract } from '../gates/contract-runs.ts';
import { measureLatency } from '../gates/measure-latency.ts';
import type { GateResult } from '../gates/model.ts';
import type { TierName } from '../model.ts';
import { runLook } from '../run-gates.ts';
import { readTiers } from '../tier.ts';
import { readRecord } from '../tier-record.ts';
import { appendToLedger } from './ledger.ts';

const timeoutMs = 300_000;

/** @returns the two results; both have to pass */
export async function checkTier(root: string, name: TierName, by: string): Promise<GateResult[]> {
  const { url, variables, folder } = readTiers(root)[name];
  const { live } = readRecord(folder);
  const contract = await askContract(url);
  const { build } = await askHealth(url, contract);
  const known = live?.id === build?.id ? live : build && { ...build, contract: contract.version };
  if (!known) throw new Error(`${name} does not say which build it runs.`);
  const contractRun = async () =>
    judge(await testContract(contract, url, { variables }), `at ${name}`, `npm run contract -- --url ${url}`);
  const latency = (signal: AbortSignal) => measureLatency(contract, url, `at ${name}`, signal);
  const results = [
    await runLook('contract-run', { timeoutMs, look: contractRun }),
    await runLook('latency', { timeoutMs, look: latency }),
  ];
  const failed = results.filter(({ verdict }) => verdict !== 'pass');
  const reason = failed.map(({ gate, facts }) => `${gate}: ${facts[0]}`).join('; ');
  await appendToLedger(root, {
    tier: name,
    build: known,
    by,
    ...(failed.length === 0 ? { event: 'checked' } : { event: 'check failed', reason }),
  });
  return results;
}
