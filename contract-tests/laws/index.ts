import type { Contract } from '../../contract/model.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { Target } from '../model.ts';
import { conversionLaws } from './conversion.ts';
import { dataLaws } from './data.ts';
import { asLaws, type Law } from './law.ts';
import { releaseLaws } from './releases.ts';
import { syncLaws } from './sync.ts';
import { wireLaws } from './wire.ts';

export function planLaws(contract: Contract, { servesExamples, isMock = false }: Target): Law[] {
  return asLaws(contract, [
    ...wireLaws(contract.operations, isMock),
    ...dataLaws(),
    // Another registry may have given the same number to another content.
    ...syncLaws(servesExamples ? bundledReleases.slice(0, -1) : []),
    ...releaseLaws(),
    ...conversionLaws(),
  ]);
}
