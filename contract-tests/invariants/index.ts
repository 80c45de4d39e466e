import type { Contract } from '../../contract/model.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { Target } from '../model.ts';
import { conversionInvariants } from './conversion.ts';
import { dataInvariants } from './data.ts';
import { httpInvariants } from './http-semantics.ts';
import { createInvariants, type Invariant } from './invariant.ts';
import { releaseInvariants } from './releases.ts';
import { syncInvariants } from './sync.ts';

export function planInvariants(contract: Contract, target: Target): Invariant[] {
  const { servesExamples, credentials } = target;
  const specs = [
    ...httpInvariants(contract, target),
    ...dataInvariants(),
    // With other data, the same version number may stand for another release.
    ...syncInvariants(servesExamples ? bundledReleases.slice(0, -1) : []),
    ...releaseInvariants(),
    ...conversionInvariants(),
  ];
  return createInvariants(contract, specs, credentials);
}
