import { expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import { docsPage, problemPage, problemsPage } from './pages.ts';
import { toyContractWith, toyText } from './testing/toy-contract.ts';

const contract = toyContractWith('title: Slow down, description', "title: 'Slow <b>down</b>', description");

it('the list of problems → each with its status and a relative link, escaped', () => {
  const page = problemsPage(contract);
  expect(page).toContain('<dt><a href="problems/bad-order">Bad order</a></dt><dd>400</dd>');
  expect(page).toContain('<a href="problems/rate-limited">Slow &lt;b&gt;down&lt;/b&gt;</a>');
});

it('a problem → status, type, meaning and remedy, escaped', () => {
  const page = problemPage(contract, 'rate-limited')!;
  expect(page).toContain('<title>Slow &lt;b&gt;down&lt;/b&gt;</title>');
  for (const part of ['<code>429</code>', '/problems/rate-limited', 'Too fast.', 'Wait.', '"../problems"'])
    expect(page).toContain(part);
  expect(page).toContain('href="../favicon.ico"');
});

it('an unknown problem → no page', () => {
  expect(problemPage(parseContract(toyText), 'nonsense')).toBeUndefined();
});

it('the documentation → the version, and only relative links', () => {
  const page = docsPage(contract);
  expect(page).toContain('<title>Taxonomy API 2.1.0</title>');
  expect(page).not.toMatch(/(?:src|href|url)="\//);
  expect(page).toContain('href="favicon.ico"');
});
