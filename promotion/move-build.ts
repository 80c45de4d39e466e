/** The steps of a promotion after its gates. The record of the tier is written before each of them. */
import { randomUUID } from 'node:crypto';
import { issueCredentials } from '../contract-tests/targets/credentials.ts';
import { readIdentity } from '../contract-tests/targets/identity.ts';
import { askStart } from './ask-tier.ts';
import { buildFolder, copyBuild, nameOf, openBuild, removeBuilds } from './builds.ts';
import { appendToLedger } from './evidence/ledger.ts';
import { writeEvidence } from './evidence/statement.ts';
import { verificationGates } from './gates/index.ts';
import type { GateResult, Promotion } from './gates/model.ts';
import type { Build } from './model.ts';
import { recordPromotion } from './repair.ts';
import type { PromoteOptions, PromotionReport, Tell } from './report.ts';
import { allPass } from './run-gates.ts';
import type { Tier } from './tier.ts';
import { previousBuilds, recordEvent, type TierRecord } from './tier-record.ts';
import { watch } from './watch.ts';

export interface Move {
  readonly root: string;
  readonly options: PromoteOptions;
  readonly tier: Tier;
  readonly record: TierRecord;
  readonly promotion: Promotion;
  readonly report: Omit<PromotionReport, 'outcome'>;
  readonly tell: Tell;
  ask(ids: readonly string[], promotion: Promotion): Promise<GateResult[]>;
}

export async function moveBuild(move: Move): Promise<PromotionReport> {
  const { root, options, tier, record, promotion, report, tell } = move;
  const { folder, driver, name } = tier;
  const build = copyBuild(promotion.build, folder);
  const note = { id: randomUUID(), by: options.by };
  recordEvent(folder, 'start', { candidate: nameOf(build), promotion: note });
  const verified = await verify(move, build).catch(abandon(tier));
  const planned = [...report.planned, ...verificationGates(name)];
  const gates = [...report.gates, ...verified.results];
  const whole = { ...report, planned, gates };
  if (!allPass(planned, gates)) {
    recordEvent(folder, 'abandon', { candidate: undefined, promotion: undefined });
    return { ...whole, outcome: 'refused' };
  }
  const predicate = { promotion: note.id, tier: name, first: options.first, by: options.by, planned, gates };
  const evidence = writeEvidence(root, build, { ...predicate, release: verified.release }, options.key);
  recordEvent(folder, 'verify', { promotion: { ...note, evidence } });
  tell({
    kind: 'step',
    text: `The candidate starts on the store of ${name}, and traffic is switched to it.`,
  });
  const startedAt = await driver
    .start(build, { store: 'live' })
    .then((url) => askStart(url, promotion.contract))
    .catch(abandon(tier));
  recordEvent(folder, 'switch');
  await driver.switch(build);
  tell({ kind: 'step', text: `${name} is watched for ${options.watchMs / 1000} s.` });
  const { red, requests } = await watch(tier.url, build, promotion.contract, {
    durationMs: options.watchMs,
    startedAt,
  });
  if (red !== undefined) return { ...whole, outcome: 'rolled back', reason: await goBack(move, build, red) };
  tell({ kind: 'step', text: `${requests} requests were answered well.` });
  await accept(move, build, record);
  return { ...whole, outcome: 'promoted', evidence: evidence.file, signedBy: options.key.kind };
}

/** Starts the build on a copy of the data, with keys of its own, and asks the gates of the verification. */
async function verify({ tier, promotion, ask, tell }: Move, build: Build) {
  const { driver, name } = tier;
  tell({ kind: 'step', text: `The candidate starts at ${name} on a copy of its store.` });
  const { environment, credentials, close } = await issueCredentials(promotion.contract);
  try {
    const variables = { ...environment, RATE_LIMIT: '999999999' };
    const url = await driver.start(build, { store: 'copy', variables });
    const results = await ask(verificationGates(name), { ...promotion, candidate: { url, credentials } });
    const { version, checksum } = await readIdentity(promotion.contract, url);
    return { results, release: version !== null && checksum !== null ? { version, checksum } : null };
  } finally {
    await driver.stop('copy');
    await close();
  }
}

/** The candidate could not be started. Traffic never left the live build. */
function abandon({ folder, name }: Tier) {
  return (error: unknown): never => {
    recordEvent(folder, 'abandon', { candidate: undefined, promotion: undefined });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The candidate does not start at ${name}. Nothing was switched. ${reason}`);
  };
}

/** The old build is still running, so that this takes no longer than the order to switch. */
async function goBack(
  { root, options, tier, record, tell }: Move,
  build: Build,
  red: string,
): Promise<string> {
  const { folder, driver, name } = tier;
  const { live } = record;
  const reason = `the watch of ${build.id.slice(0, 12)} was red: ${red}`;
  tell({ kind: 'red', text: `Red: ${red}.` });
  recordEvent(folder, 'reject', { candidate: undefined, promotion: undefined, reason });
  if (live) await driver.switch(openBuild(buildFolder(folder, live.id)));
  tell({ kind: 'back', text: `Traffic is back at ${live?.id.slice(0, 12) ?? 'nothing'}.` });
  await appendToLedger(root, {
    tier: name,
    event: 'rolled back',
    build: live ?? nameOf(build),
    before: nameOf(build),
    by: options.by,
    reason,
  });
  await driver.stop(build);
  return reason;
}

async function accept({ root, tier }: Move, build: Build, before: TierRecord): Promise<void> {
  const { folder, driver } = tier;
  const live = nameOf(build);
  const accepted = recordEvent(folder, 'accept', {
    live,
    previous: previousBuilds(before, live),
    candidate: undefined,
  });
  await recordPromotion(root, tier, accepted, live);
  recordEvent(folder, 'record', { promotion: undefined });
  if (before.live && before.live.id !== live.id)
    await driver.stop(openBuild(buildFolder(folder, before.live.id)));
  removeBuilds(folder, [live, ...accepted.previous]);
}
