import { expect, it } from 'vitest';
import { createVariables } from './variables.ts';

const readVariables = createVariables<{
  HOST: string;
  PORT: number;
  LEVEL: string;
  DATABASE_URL: string;
  URL: string;
}>({
  HOST: { type: 'string', default: '127.0.0.1' },
  PORT: { type: 'integer', default: 3000 },
  LEVEL: { enum: ['info', 'warn'] },
  DATABASE_URL: { type: 'string', pattern: '^postgres://' },
  URL: { type: 'string', pattern: '^https:', format: 'url' },
});

it('some variables are read → their defaults are filled in, and invalid others do not matter', () => {
  expect(readVariables({ PORT: '', LEVEL: 'loud' }, ['HOST', 'PORT'])).toEqual({
    HOST: '127.0.0.1',
    PORT: 3000,
  });
});

it('several variables are invalid → one sentence for each, without secrets', () => {
  const environment = { PORT: 'http', LEVEL: 'loud', DATABASE_URL: 'mysql://me:secret@host' };
  const read = () => readVariables(environment, ['PORT', 'LEVEL', 'DATABASE_URL']);
  expect(read).toThrow(
    [
      'The environment variable PORT=http must be integer.',
      'The environment variable LEVEL=loud must be equal to one of the allowed values: info, warn.',
      'The environment variable DATABASE_URL must match pattern "^postgres://".',
    ].join('\n'),
  );
});

it('a URL with a user → the sentence leaves it out, and is one, even if two things are wrong', () => {
  const read = (url: string) => () => readVariables({ URL: url }, ['URL']);
  expect(read('http://me:se@cret@[host')).toThrow(
    /^The environment variable URL=http:\/\/…@\[host must match pattern "\^https:"\.$/,
  );
  expect(read('https://[host')).toThrow(
    /^The environment variable URL=https:\/\/\[host must match format "url"\.$/,
  );
});
