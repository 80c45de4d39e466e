/** The gates, and which of them a promotion needs. */
import type { TierName } from '../model.ts';
import { breakingChanges } from './breaking-changes.ts';
import { build } from './build.ts';
import { candidateContract } from './candidate-contract.ts';
import { consumers } from './consumers.ts';
import { contractRun } from './contract-run.ts';
import { cors } from './cors.ts';
import { dataRules } from './data-rules.ts';
import { candidateLatency, latency } from './latency.ts';
import { localRun } from './local-run.ts';
import type { Gate } from './model.ts';
import { oldCallers } from './old-callers.ts';
import { publishing } from './publishing.ts';
import { securityHeaders } from './security-headers.ts';
import { sourceBuild } from './source-build.ts';
import { sourceHealthy } from './source-healthy.ts';
import { wayBack } from './way-back.ts';

const all = [
  build,
  localRun,
  sourceHealthy,
  sourceBuild,
  contractRun,
  breakingChanges,
  oldCallers,
  wayBack,
  consumers,
  dataRules,
  latency,
  cors,
  publishing,
  securityHeaders,
  candidateContract,
  candidateLatency,
];
export const gates: Readonly<Record<string, Gate>> = Object.fromEntries(all.map((gate) => [gate.id, gate]));

/** Compare with what the target serves. A first promotion has nothing to compare with. */
const ofDeployed = ['breaking-changes', 'old-callers', 'way-back', 'consumers', 'data-rules'];
const ofSource = [
  'source-healthy',
  'source-build',
  'contract-run',
  'latency',
  'cors',
  'publishing',
  'security-headers',
];

/** Before anything is started at the target. Not derived from `gates`: one that is missing there must be noticed. */
export function plannedGates(target: TierName, { first }: { first: boolean }): string[] {
  if (target === 'dev') return ['build', 'local-run'];
  return ['build', ...ofSource, ...(first ? [] : ofDeployed)];
}

/** On the candidate, before it gets traffic. */
export function verificationGates(target: TierName): string[] {
  return target === 'dev' ? ['candidate-contract'] : ['candidate-contract', 'candidate-latency'];
}
