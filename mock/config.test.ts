import { expect, it } from 'vitest';
import { readMockVariables } from './config.ts';

it('no variables → this machine alone, and port 4010', () => {
  expect(readMockVariables({}, ['HOST', 'MOCK_PORT'])).toEqual({ HOST: '127.0.0.1', MOCK_PORT: 4010 });
});

it.each(['0', '65535'])('the port %s → taken', (port) => {
  expect(readMockVariables({ MOCK_PORT: port }, ['MOCK_PORT']).MOCK_PORT).toBe(Number(port));
});

it.each([
  ['MOCK_PORT', '-1'],
  ['MOCK_PORT', '65536'],
  ['MOCK_PORT', '4010.5'],
  ['MOCK_PORT', 'mock'],
] as const)('%s=%s → refused by its name', (name, value) => {
  expect(() => readMockVariables({ [name]: value }, [name])).toThrow(name);
});
