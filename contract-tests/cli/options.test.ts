import { afterEach, describe, expect, it, vi } from 'vitest';
import { readOptions } from './options.ts';

afterEach(() => vi.restoreAllMocks());

describe('readOptions', () => {
  it.each([
    [['--url', 'http://127.0.0.1:80/under/?query'], { url: 'http://127.0.0.1/under' }],
    [['--url', 'https://a.example', '--origin', 'https://b.example', '--fuzz'], { fuzz: true }],
    [['--only', 'mock', '--mutate-contract', '--seed', '0'], { mutateContract: true, seed: 0 }],
    [
      ['--url', 'http://127.0.0.1', '--behind-proxy', '--ignore-headers', 'Set-Cookie,x-b'],
      { behindProxy: true, ignoreHeaders: ['set-cookie', 'x-b'] },
    ],
    [['--url', 'http://127.0.0.1', '--compatible'], { compatible: true }],
    [['--only', 'server', '--build', 'dist', '--mutate'], { build: 'dist' }],
    [['--url', 'http://127.0.0.1', '--compatible-with', 'HEAD'], { compatibleWith: 'HEAD' }],
    [['--only', 'server', '--mutate', '--sample', '--fuzz', '--runs', '7'], { runs: 7, sample: true }],
  ])('%j → the options', (args, options) => {
    expect(readOptions(args)).toMatchObject(options);
  });

  it('no seed → the largest one too can be given to repeat the run', () => {
    vi.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);
    const { seed, repeat } = readOptions(['--fuzz']);
    expect(repeat).toBe(`npm run contract -- --fuzz --seed ${seed}`);
    const again = ['--fuzz', '--seed', String(seed)];
    expect(readOptions(again)).toEqual({ fuzz: true, runs: 100_000, seed, repeat });
  });

  it.each([
    ['an unknown target', ['--only', 'proxy']],
    ['a URL that is not HTTP', ['--url', 'ftp://example.org']],
    ['two kinds of target', ['--url', 'http://127.0.0.1', '--only', 'mock']],
    ['parity of a remote target', ['--url', 'http://127.0.0.1', '--parity']],
    ['parity of one target', ['--only', 'server', '--parity']],
    ['a mock to mutate', ['--only', 'mock', '--mutate']],
    ['a mock to fuzz', ['--only', 'mock', '--fuzz']],
    ['no requests', ['--fuzz', '--runs', '0']],
    ['requests without fuzz', ['--runs', '10']],
    ['a sample without mutants', ['--sample']],
    ['an origin without URL', ['--origin', 'https://client.example']],
    ['a user and a password that would not be sent', ['--url', 'http://user:pw@127.0.0.1']],
    ['a proxy without URL', ['--behind-proxy']],
    ['headers of no proxy', ['--url', 'http://127.0.0.1', '--ignore-headers', 'set-cookie']],
    ['names that are none', ['--url', 'http://a', '--behind-proxy', '--ignore-headers', 'a, b']],
    ['compatibility behind a proxy', ['--url', 'http://a', '--behind-proxy', '--compatible-with', 'HEAD']],
    ['compatibility of a mock', ['--only', 'mock', '--compatible-with', 'HEAD']],
    ['compatibility with evidence', ['--compatible-with', 'HEAD', '--evidence', 'a.json']],
    ['a newer service without URL', ['--compatible']],
    ['two ways to be compatible', ['--url', 'http://a', '--compatible', '--compatible-with', 'HEAD']],
    ['a build of a mock', ['--only', 'mock', '--build', 'dist']],
    ['a build at a URL', ['--url', 'http://a', '--build', 'dist']],
    ['one file for two results', ['--evidence', 'a/b', '--junit', './a/b']],
    ['an unknown option', ['--nonsense']],
  ])('%s: %j → the error alone, and exit code 2', (_, args) => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    expect(() => readOptions(args)).toThrow('exit 2');
    const text = written.mock.calls.join('');
    expect(text).toMatch(/^error: .*--/);
    expect(text).not.toContain('Usage:');
  });
});
