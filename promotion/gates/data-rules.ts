import { validateServed } from '../use-build.ts';
import { firstOf, pass, refuse } from './finding.ts';
import type { Gate } from './model.ts';
import { deployedIn } from './required.ts';

export const dataRules: Gate = {
  id: 'data-rules',
  condition: 'the current release of the target keeps the rules of this build',
  timeoutMs: 120_000,
  async run(promotion) {
    deployedIn(promotion);
    const { build, target } = promotion;
    const refusal = await validateServed(build, target.url);
    if (refusal === undefined) return pass([`the release of ${target.name} keeps every rule of the build`]);
    const lines = refusal.split('\n').filter((line) => line.trim() !== '');
    return refuse(
      firstOf(lines, 12),
      `Publish a release that keeps the rules: npm run taxonomy -- publish FILE --url ${target.url}`,
    );
  },
};
