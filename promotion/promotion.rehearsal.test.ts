/** A change through all tiers, and each sabotage at dev, with built output and real stores. */
import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyProject } from '../lib/project.ts';
import { createTemporaryFolder } from '../lib/temporary-folder.ts';
import { buildFolder } from './builds.ts';
import { readPublicKey } from './evidence/envelope.ts';
import { readLedger } from './evidence/ledger.ts';
import { evidenceFolder } from './evidence/statement.ts';
import { verifyEvidence } from './evidence/verify.ts';
import type { Build } from './model.ts';
import { readSigningKey } from './options.ts';
import { promote } from './promote.ts';
import {
  changeBuild,
  createRehearsal,
  install,
  makeBuild,
  onlyGates,
  optionsFor,
} from './rehearsal/rehearsal.ts';
import { brokenInOneCategory, sabotages } from './rehearsal/sabotages.ts';
import type { PromoteOptions, PromotionReport } from './report.ts';
import { releaseHold, rollBack } from './rollback.ts';
import { readStatus } from './status/read-status.ts';
import { type Supervisor, startSupervisor } from './supervisor/supervisor.ts';
import { readTiers, tierFolder } from './tier.ts';
import { readRecord } from './tier-record.ts';

let root: string;
let supervisor: Supervisor;
let build: Build;
beforeAll(async () => {
  build = await makeBuild();
  root = await createRehearsal();
  supervisor = await startSupervisor(root, () => {});
});
afterAll(() => supervisor.close());

const silent = () => {};
const url = (name: 'dev' | 'staging' | 'production') => readTiers(root)[name].url;

function promoteTo(tier: PromoteOptions['tier'], more: Partial<PromoteOptions> = {}) {
  return promote(root, { ...optionsFor(tier, more), key: readSigningKey(root, {}) }, silent);
}

/** The gates that did not pass, with what they said. */
function refusals({ gates }: PromotionReport) {
  return gates
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ gate, verdict, facts }) => `${gate} ${verdict}: ${facts.join(' ')}`);
}

// Every gate, on the way through all tiers, is asked in deploy/pipelines.rehearsal.test.ts.
describe('a build through all tiers', () => {
  it('dev, then the first promotions to staging and production → each has evidence that verifies', async () => {
    for (const tier of ['dev', 'staging', 'production'] as const) {
      const gates = onlyGates('build', 'source-healthy', 'source-build');
      const report = await promoteTo(tier, {
        first: true,
        gates,
        ...(tier === 'dev' && { build: build.folder }),
      });
      expect(refusals(report)).toEqual([]);
      expect(report.outcome).toBe('promoted');
      const file = join(evidenceFolder(root), report.evidence ?? '');
      const key = readPublicKey(join(root, 'rehearsal-key.pub.pem'));
      expect(verifyEvidence(file, key, root).predicate).toMatchObject({
        tier,
        key: 'rehearsal',
        first: true,
      });
    }
    const all = await readStatus(root);
    expect(all.map(({ status }) => [status.served?.health.build?.id, status.warnings])).toEqual(
      [1, 2, 3].map(() => [build.id, []]),
    );
  });

  it('a second build, and a rollback by hand → the first is live, and the tier is held until it is released', async () => {
    const second = changeBuild(build);
    await promoteTo('dev', { build: second.folder, gates: onlyGates('build') });
    // Its local run was not asked, so that nothing covers what cannot be had from a tier.
    expect(refusals(await promoteTo('staging', { gates: onlyGates('contract-run') })).join()).toContain(
      'Neither dev nor the local run',
    );
    const report = await promoteTo('staging', { gates: onlyGates('way-back', 'data-rules') });
    expect(refusals(report)).toEqual([]);
    const live = await rollBack(root, { tier: 'staging', reason: 'a drill', by: 'a person' }, silent);
    expect(live.id).toBe(build.id);
    expect((await readStatus(root))[1]?.status).toMatchObject({
      record: { state: 'held', reason: 'rolled back by hand: a drill' },
      served: { health: { build: { id: build.id } } },
      warnings: [],
    });
    await expect(promoteTo('staging')).rejects.toThrow('is held: rolled back by hand: a drill');
    await expect(
      rollBack(root, { tier: 'staging', reason: 'again', by: 'a person' }, silent),
    ).rejects.toThrow('not rolled back once more');
    await releaseHold(root, { tier: 'staging', reason: 'it was a drill', by: 'a person' });
    expect(readRecord(tierFolder(root, 'staging')).state).toBe('live');
    expect(readLedger(root).map(({ tier, event }) => `${tier} ${event}`)).toEqual([
      'dev promoted',
      'staging promoted',
      'production promoted',
      'dev promoted',
      'staging promoted',
      'staging rolled back',
      'staging released',
    ]);
  });
});

describe('a sabotaged build at dev', () => {
  const liveAtStaging = () => readRecord(tierFolder(root, 'staging')).live?.id;

  it.each(sabotages)('%s: %s → refused there, and nothing is switched', async (gate, _, code, fact) => {
    const live = liveAtStaging();
    await install(root, 'dev', changeBuild(build, code));
    const report = await promoteTo('staging', {
      gates: onlyGates('build', 'source-healthy', 'source-build', gate),
    });
    expect(report.outcome).toBe('refused');
    expect(refusals(report)).toEqual([expect.stringContaining(`${gate} refuse`)]);
    expect(refusals(report).join()).toContain(fact);
    expect(liveAtStaging()).toBe(live);
  });

  it('local-run: a handler breaks the contract in one category only → refused at dev', async () => {
    const gates = onlyGates('local-run');
    const report = await promoteTo('dev', {
      build: changeBuild(build, `${brokenInOneCategory}\n// Not the build of another test.`).folder,
      gates,
    });
    expect(refusals(report)).toEqual([expect.stringContaining('local-run refuse')]);
  });

  it('data-rules: the release of the target breaks the rules of the build → refused', async () => {
    const code = `if (process.argv[2] === 'validate') {
  console.error('name-length: S.POP has a name that is too long');
  process.exit(1);
}`;
    await install(root, 'dev', changeBuild(build, code, 'taxonomy.mjs'));
    const report = await promoteTo('staging', { gates: onlyGates('data-rules') });
    expect(refusals(report)).toEqual([expect.stringContaining('data-rules refuse: name-length')]);
  });

  it('source-build: another build is to be promoted → refused', async () => {
    const other = changeBuild(build);
    const report = await promoteTo('staging', { build: other.folder, gates: onlyGates('source-build') });
    expect(refusals(report)).toEqual([expect.stringContaining('source-build refuse: dev runs')]);
  });

  it('build: one byte is changed, or a file is added → refused', async () => {
    const changed = changeBuild(build);
    appendFileSync(join(changed.folder, 'server/service.js'), ' ');
    writeFileSync(join(changed.folder, 'server/more.js'), '');
    const report = await promoteTo('dev', { build: changed.folder, gates: onlyGates('build') });
    expect(refusals(report)).toEqual([
      'build refuse: server/more.js is not in the manifest server/service.js was changed',
    ]);
  });

  it('source-healthy: the store of dev is gone → refused', async () => {
    const installed = await install(root, 'dev', changeBuild(build));
    const data = join(tierFolder(root, 'dev'), 'data');
    const kept = createTemporaryFolder();
    cpSync(data, kept, { recursive: true });
    rmSync(data, { recursive: true });
    const report = await promoteTo('staging', { gates: onlyGates('source-healthy') });
    expect(refusals(report)).toEqual([expect.stringContaining('source-healthy refuse: dev is degraded')]);
    mkdirSync(data);
    cpSync(kept, data, { recursive: true });
    expect(installed.id).toHaveLength(64);
  });
});

describe('a changed contract at dev', () => {
  let broken: Build;
  beforeAll(async () => {
    const project = await copyProject();
    const edit = async (file: string, change: (text: string) => string) => {
      const text = await readFile(join(project, file), 'utf8');
      expect(change(text)).not.toBe(text);
      await writeFile(join(project, file), change(text));
    };
    // A property that nobody is told of, in one response.
    await edit('openapi/components/schemas/Health.yaml', (text) =>
      text.replace(/ {10}damaged:[\s\S]*?(?= {8}additionalProperties)/, ''),
    );
    await edit('openapi/openapi.yaml', (text) => text.replace('version: 1.2.0', 'version: 2.0.0'));
    broken = await makeBuild(project);
  });

  it('breaking-changes: a property is removed → refused without an announcement', async () => {
    await install(root, 'dev', broken);
    const report = await promoteTo('staging', { gates: onlyGates('breaking-changes') });
    expect(refusals(report)).toEqual([expect.stringContaining('breaking-changes refuse')]);
  });

  it('consumers: announced, and a consumer uses the property → refused with its name', async () => {
    const consumers = createTemporaryFolder();
    const uses = [{ operation: 'getHealth', status: 200, members: ['/checks/store/damaged'] }];
    const contract = { version: '1.2.0', checksum: 'a'.repeat(64) };
    writeFileSync(join(consumers, 'library.json'), JSON.stringify({ consumer: 'library', contract, uses }));
    const gates = onlyGates('consumers', 'breaking-changes');
    const accepted = { acceptBreaking: 'all are told', gates };
    const report = await promoteTo('staging', { ...accepted, consumers });
    expect(refusals(report)).toEqual([
      'consumers refuse: library uses getHealth: the member /checks/store/damaged of 200 is removed',
    ]);
    const none = await promoteTo('staging', { ...accepted, dryRun: true });
    expect(refusals(none)).toEqual([]);
    expect(none.gates.find(({ gate }) => gate === 'consumers')?.facts.join()).toContain('recorded by nobody');
  });
});

describe('a promotion', () => {
  it('of a build that the tier runs already → refused', async () => {
    const installed = await install(root, 'dev', changeBuild(build));
    await expect(promoteTo('dev', { build: installed.folder })).rejects.toThrow('already');
  });

  it('--dry-run → the gates are asked, and nothing is written', async () => {
    const folder = tierFolder(root, 'dev');
    const record = readRecord(folder);
    const other = changeBuild(build);
    const report = await promoteTo('dev', { build: other.folder, dryRun: true, gates: onlyGates('build') });
    expect(report.outcome).toBe('would be promoted');
    expect(readRecord(folder)).toEqual(record);
    expect(existsSync(buildFolder(folder, other.id))).toBe(false);
  });

  it('two at once → one is refused', async () => {
    const more = { build: changeBuild(build).folder, gates: onlyGates('build') };
    const both = await Promise.allSettled([promoteTo('dev', more), promoteTo('dev', more)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await fetch(url('dev')).then(({ status }) => status)).toBeLessThan(500);
  });
});
