/** Looks again at what runs at a tier: the contract tests and the latency. The ledger keeps what was found. */
import { askContract, askHealth } from '../ask-tier.ts';
import { judge, testContract } from '../gates/contract-runs.ts';
import { measureLatency } from '../gates/measure-latency.ts';
import type { GateResult } from '../gates/model.ts';
import type { TierName } from '../model.ts';
import { runGates } from '../run-gates.ts';
import { readTiers } from '../tier.ts';
import { readRecord } from '../tier-record.ts';
import { appendToLedger } from './ledger.ts';

/** @returns the two results; both have to pass */
export async function checkTier(root: string, name: TierName, by: string): Promise<GateResult[]> {
  const { url, variables, folder } = readTiers(root)[name];
  const { live } = readRecord(folder);
  const contract = await askContract(url);
  const { build } = await askHealth(url, contract);
  const known = live?.id === build?.id ? live : build && { ...build, contract: contract.version };
  const timeoutMs = 300_000;
  const looks = {
    'contract-run': async () =>
      judge(
        await testContract(contract, url, { variables }),
        `at ${name}`,
        `npm run contract -- --url ${url}`,
      ),
    latency: (signal: AbortSignal) => measureLatency(contract, url, `at ${name}`, signal),
  };
  const results: GateResult[] = [];
  for (const [id, look] of Object.entries(looks)) {
    const gate = { id, condition: '', timeoutMs, run: (_: unknown, signal: AbortSignal) => look(signal) };
    results.push(...(await runGates([id], { [id]: gate }, {} as never)));
  }
  const failed = results.filter(({ verdict }) => verdict !== 'pass');
  const reason = failed.map(({ gate, facts }) => `${gate}: ${facts[0]}`).join('; ');
  if (!known) throw new Error(`${name} does not say which build it runs.`);
  const common = { tier: name, build: known, by };
  if (failed.length === 0) await appendToLedger(root, { ...common, event: 'checked' });
  else await appendToLedger(root, { ...common, event: 'check failed', reason });
  return results;
}
