import { afterEach, describe, expect, it, vi } from 'vitest';
import { newSeed, readOptions } from './options.ts';

afterEach(() => vi.restoreAllMocks());

describe('readOptions', () => {
  it.each([
    [['--url', 'http://127.0.0.1:80/under/?query'], { url: 'http://127.0.0.1/under' }],
    [['--url', 'https://a.example', '--origin', 'https://b.example', '--fuzz'], { fuzz: true }],
    [['--only', 'mock', '--mutate-contract', '--seed', '0'], { mutateContract: true, seed: 0 }],
    [['--only', 'server', '--mutate', '--sample', '--fuzz', '--runs', '7'], { runs: 7, sample: true }],
  ])('%j → taken', (args, options) => {
    expect(readOptions(args)).toMatchObject(options);
  });

  it('the seed of a run → taken again, however large', () => {
    vi.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);
    const seed = newSeed();
    expect(readOptions(['--seed', String(seed)])).toEqual({ seed });
  });

  it.each([
    ['no target of ours', ['--only', 'proxy']],
    ['no URL of HTTP', ['--url', 'ftp://example.org']],
    ['two kinds of target', ['--url', 'http://127.0.0.1', '--only', 'mock']],
    ['parity of a stranger', ['--url', 'http://127.0.0.1', '--parity']],
    ['parity of one', ['--only', 'server', '--parity']],
    ['a mock to mutate', ['--only', 'mock', '--mutate']],
    ['a mock to fuzz', ['--only', 'mock', '--fuzz']],
    ['no request to send', ['--fuzz', '--runs', '0']],
    ['requests without fuzz', ['--runs', '10']],
    ['a sample of nothing', ['--sample']],
    ['an origin without URL', ['--origin', 'https://client.example']],
    ['no option', ['--nonsense']],
  ])('%s: %j → findings, with the help, and exit 2', (_, args) => {
    const findings = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    expect(() => readOptions(args)).toThrow('exit 2');
    const text = findings.mock.calls.join('');
    expect(text).toMatch(/^error: .*--/);
    expect(text).toContain('Usage: npm run contract -- [options]');
  });
});
