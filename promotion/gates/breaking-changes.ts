import { findChanges } from '../../contract/authoring/diff/changes.ts';
import { judgeVersion } from '../../contract/authoring/diff/versions.ts';
import { firstOf, pass, refuse } from './finding.ts';
import type { Gate } from './model.ts';
import { deployedIn } from './required.ts';

export const breakingChanges: Gate = {
  id: 'breaking-changes',
  condition: 'the version says what changes for clients, and a break is announced',
  timeoutMs: 30_000,
  async run(promotion) {
    const { contract, acceptBreaking, target } = promotion;
    const deployed = deployedIn(promotion).contract;
    const changes = await findChanges(deployed.text, contract.text);
    const { verdict, needed } = judgeVersion(deployed.version, contract.version, changes);
    const breaking = changes.filter(({ level }) => level === 'major').map(({ message }) => message);
    const others = changes.length - breaking.length;
    const step = `${target.name} has the contract ${deployed.version}, the build ${contract.version}`;
    const facts = [step, `${breaking.length} changes break clients, ${others} do not`, ...firstOf(breaking)];
    if (verdict !== 'enough')
      return refuse(
        facts,
        `Set info.version to ${needed} or higher, or take the changes back, and build again.`,
      );
    if (breaking.length > 0 && acceptBreaking === undefined)
      return refuse(
        facts,
        `Tell the clients, then: npm run promote -- ${target.name} --accept-breaking "why they are ready"`,
      );
    return pass(breaking.length > 0 ? [...facts, `accepted: ${acceptBreaking}`] : facts);
  },
};
