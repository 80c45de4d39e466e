import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { EventRefused } from './state-table.ts';
import { prepareTiers } from './supervisor/prepare.ts';
import { readTiers, tierFolder, tiersFile } from './tier.ts';
import { withTierLock } from './tier-lock.ts';
import { previousBuilds, readRecord, recordEvent } from './tier-record.ts';

const root = useTemporaryFolder();
const build = (letter: string) => ({ id: letter.repeat(64), contract: '1.2.0' });

describe('the tiers', () => {
  it('prepared on one machine → each has a URL, a store, a key, an issuer and an audience of its own', () => {
    prepareTiers(root(), 3100);
    const tiers = Object.values(readTiers(root()));
    for (const name of ['PUBLIC_URL', 'DATA_DIR', 'PUBLISH_KEY_FILE', 'PUBLISH_ISSUER', 'PUBLISH_AUDIENCE'])
      expect(new Set(tiers.map(({ variables }) => variables[name])).size, name).toBe(3);
    expect(tiers.map(({ url }) => url)).toEqual([3100, 3101, 3102].map((port) => `http://127.0.0.1:${port}`));
  });

  it('prepared again → nothing is replaced', () => {
    prepareTiers(root(), 3100);
    const before = readTiers(root()).dev.variables;
    prepareTiers(root(), 4100);
    expect(readTiers(root()).dev.variables).toEqual(before);
  });

  it.each<[what: string, content: string, message: string]>([
    ['is no object', '[]', 'tiers.json# must be object.'],
    ['lacks a tier', '{"dev":{"url":"http://a"},"staging":{"url":"http://a"}}', 'production'],
    [
      'has a wrong URL',
      '{"dev":{"url":"a"},"staging":{"url":"http://a"},"production":{"url":"http://a"}}',
      '#/dev/url',
    ],
    [
      'has an unknown command',
      '{"dev":{"url":"http://a","driver":{"start":"a","switch":"b","stop":"c","run":"d"}},"staging":{"url":"http://a"},"production":{"url":"http://a"}}',
      '#/dev/driver',
    ],
  ])('tiers.json %s → one sentence with the place', (_, content, message) => {
    prepareTiers(root(), 3100);
    writeFileSync(tiersFile(root()), content);
    expect(() => readTiers(root())).toThrow(message);
  });

  it('no tiers.json → the command that makes one', () => {
    expect(() => readTiers(join(root(), 'nothing'))).toThrow('npm run tiers');
  });
});

describe('the record of a tier', () => {
  it('none yet → empty', () => {
    expect(readRecord(root())).toMatchObject({ state: 'empty', previous: [] });
  });

  it('an event → the next state, and what was known stays', () => {
    recordEvent(root(), 'start', { candidate: build('a') });
    expect(recordEvent(root(), 'verify')).toMatchObject({ state: 'verified', candidate: build('a') });
    expect(readRecord(root())).toMatchObject({ state: 'verified' });
  });

  it('an event that is not allowed → refused, and nothing is written', () => {
    recordEvent(root(), 'start', { candidate: build('a') });
    expect(() => recordEvent(root(), 'switch')).toThrow(EventRefused);
    expect(readRecord(root()).state).toBe('candidate');
  });

  it('is damaged → an error with the file', () => {
    writeFileSync(join(root(), 'record.json'), '{');
    expect(() => readRecord(root())).toThrow('record.json is no JSON');
  });

  it('a new build → the last three before it are kept, each once', () => {
    const record = { ...readRecord(root()), live: build('d'), previous: ['c', 'b', 'a'].map(build) };
    expect(previousBuilds(record, build('e')).map(({ id }) => id[0])).toEqual(['d', 'c', 'b']);
    expect(previousBuilds(record, build('b')).map(({ id }) => id[0])).toEqual(['d', 'c', 'a']);
  });
});

describe('the lock of a tier', () => {
  it('is taken → another one is refused; after an error it is free', async () => {
    prepareTiers(root(), 3100);
    const { dev } = readTiers(root());
    expect(dev.folder).toBe(tierFolder(root(), 'dev'));
    await withTierLock(dev, async () => {
      await expect(withTierLock(dev, async () => 1)).rejects.toThrow(EventRefused);
    });
    await expect(withTierLock(dev, () => Promise.reject(new Error('wrong')))).rejects.toThrow('wrong');
    expect(await withTierLock(dev, async () => 1)).toBe(1);
  });
});
