/** What differs between a tier and the one before it, in words. */
import semver from 'semver';
import type { ConsumerUses } from '../../client/src/record-uses.ts';
import type { Contract } from '../../contract/model.ts';
import { type Change, isAliasChange, pathOf } from '../../taxonomy/change.ts';
import { diff } from '../../taxonomy/diff.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { ReadTier } from './read-status.ts';

const shown = 5;

/** One sentence a difference; empty when the tiers are alike. */
export function compareTiers(before: ReadTier, tier: ReadTier): string[] {
  const sentences: string[] = [];
  const [name, other] = [tier.status.tier, before.status.tier];
  const [own, theirs] = [tier.status.served, before.status.served];
  if (own?.health.build?.id !== theirs?.health.build?.id && own && theirs)
    sentences.push(`${name} runs another build than ${other}`);
  if (tier.contract && before.contract && tier.contract.checksum !== before.contract.checksum)
    sentences.push(compareContracts(name, tier.contract, other, before.contract));
  if (tier.release && before.release && tier.release.checksum !== before.release.checksum)
    sentences.push(compareReleases(name, tier.release, other, before.release));
  return sentences;
}

function compareContracts(name: string, contract: Contract, other: string, before: Contract): string {
  const ids = ({ operations }: Contract) => new Set(operations.map(({ id }) => id));
  const [here, there] = [ids(contract), ids(before)];
  const changes = [
    ...[...there].filter((id) => !here.has(id)).map((id) => `+ ${id}`),
    ...[...here].filter((id) => !there.has(id)).map((id) => `− ${id}`),
  ];
  const step = distance(contract.version, before.version);
  const list = changes.length > 0 ? listed(changes) : 'the same operations';
  return `${name} is ${step} ${other}: ${list}`;
}

/** `one minor contract behind`. */
function distance(version: string, other: string): string {
  const part = semver.diff(version, other);
  if (part === null) return `at ${version} with another text than`;
  const kind = part.replace(/^pre/, '') as 'major' | 'minor' | 'patch';
  const steps = Math.abs(semver[kind](version) - semver[kind](other));
  return `${steps === 1 ? 'one' : steps} ${kind} contract ${semver.lt(version, other) ? 'behind' : 'ahead of'}`;
}

function compareReleases(name: string, release: Release, other: string, before: Release): string {
  const changes = diff(before, release).map(describe);
  return `${name} serves release ${release.version}, ${other} ${before.version}: ${listed(changes)}`;
}

function describe(change: Change): string {
  const { type } = change;
  const what = isAliasChange(change) ? `alias ${change.alias}` : pathOf(change);
  const sign = type === 'added' ? '+' : type === 'removed' ? '−' : '~';
  return `${sign} ${what}`;
}

function listed(all: readonly string[]): string {
  const more = all.length - shown;
  return [...all.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** The front ends that say where they run. */
export function frontEndsAt(tier: string, uses: readonly ConsumerUses[]): string[] {
  return uses.filter((each) => each.tier === tier).map(({ consumer }) => consumer);
}
