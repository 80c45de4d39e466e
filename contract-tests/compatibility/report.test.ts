import { expect, it } from 'vitest';
import { renderCompatibility } from './report.ts';
import type { CompatibilityReport } from './run-compatibility.ts';

const report: CompatibilityReport = {
  target: 'server',
  url: 'http://127.0.0.1:1',
  version: '1.2.0',
  ran: 14,
  skipped: 2,
  broken: [],
};

it('no break → what was sent, and what was not', () => {
  expect(renderCompatibility(report, 'v1.2.0').split('\n')).toEqual([
    'A client of v1.2.0 meets no break at server, http://127.0.0.1:1.',
    'Sent: 14 cases of v1.2.0 (1.2.0).',
    '2 cases were skipped: server cannot be brought into their states.',
  ]);
});

it('breaks → what a client meets, with the cases, and the next command last, within 80 columns', () => {
  const failure = { where: 'body /count', detail: `is missing ${'x '.repeat(60)}` };
  const broken = ['a › 200 › b', 'a › 200 › b', 'a › 404 › c'].map((testCase) => ({ testCase, ...failure }));
  const text = renderCompatibility({ ...report, broken }, 'v1.2.0');
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(text).toContain('a › 200 › b\n    body /count is missing');
  expect(text).toContain('the same in 1 more: a › 404 › c\n');
  expect(text).toContain('A client of v1.2.0 meets a break in 2 of them.');
  expect(text).toMatch(/\nnpm run diff -- --base v1.2.0$/);
});
