import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseMockCommand } from './command.ts';

beforeEach(() => {
  vi.stubEnv('MOCK_PORT', undefined);
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function parse(...options: string[]): string | undefined {
  parseMockCommand('A sentence.', 'taxonomy-mock', ['node', 'mock', ...options]);
  return process.env.MOCK_PORT;
}

it('no option → the variable stays as it is', () => {
  expect(parse('--verbose', '--strict')).toBeUndefined();
  vi.stubEnv('MOCK_PORT', '4011');
  expect(parse()).toBe('4011');
});

it.each(['0', '4012', '65535'])('--port %s → the variable', (port) => {
  expect(parse('--port', port)).toBe(port);
});

it.each(['65536', '100000', '-1', '1.5', '80 ', 'a80', '', '0x10'])(
  '--port %j → exit 2 with a sentence',
  (port) => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(() => parse('--port', port)).toThrow('exit 2');
    expect(written).toHaveBeenCalledWith(expect.stringContaining('It has to be a number from 0 to 65535.'));
  },
);

it('--help → the usage of the caller, and its sentence', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(() => parse('--help')).toThrow('exit 0');
  const help = written.mock.calls.join('');
  expect(help).toMatch(/^Usage: taxonomy-mock /);
  expect(help).toContain('\nA sentence. It listens at HOST');
});
