/** No file but the glossary uses a word that the glossary marks ✗. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { expect, it } from 'vitest';
import { projectRoot } from '../lib/project.ts';

const glossary = 'docs/glossary.md';
// Data and machine output. Fields of people may have such words in their names.
const notRead =
  /^(docs\/glossary[.](md|test[.]ts)|package-lock[.]json|generated\/.*|.*[.](json|svg|tsv|csv|png|ico|woff2?))$/;

const forbidden = [...readFileSync(join(projectRoot, glossary), 'utf8').matchAll(/✗ ([a-z ]+)/g)].map(
  ([, words = '']) => words.trim(),
);

// In any of its forms: law, laws; provoke, provoked, provoking; irregularity, irregularities; spoilt.
const patterns = forbidden.map((word) => ({
  word,
  pattern: new RegExp(`\\b${word.replace(/[ye]$/, '')}(y|ies|e|s|es|d|ed|t|ing)?\\b`, 'i'),
}));

it('the glossary marks words with ✗', () => {
  expect(forbidden).toEqual(expect.arrayContaining(['law', 'provocation', 'own target']));
});

it('no file → uses a word that the glossary marks ✗', () => {
  const listed = execaSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: projectRoot,
  }).stdout.split('\n');
  const files = [...new Set(listed)].filter(
    (file) => !notRead.test(file) && existsSync(join(projectRoot, file)),
  );
  expect(files.length).toBeGreaterThan(300);
  const uses = files.flatMap((file) =>
    findForbidden(readFileSync(join(projectRoot, file), 'utf8')).map(
      ([line, word]) => `${file}:${line}: ${word}`,
    ),
  );
  expect(uses).toEqual([]);
});

it.each([
  ['the law of it', 'law'],
  ['Laws, spoilt', 'law, spoil'],
  ['lawFamilies', 'law'],
  ['createHTTPLaws()', 'law'],
  ['run-law-mutants.ts', 'law'],
  ['OWN_TARGETS', 'own target'],
  ['an own-target', 'own target'],
  ['const ownTargets = 1', 'own target'],
  ['SpoilingProxy', 'spoil'],
  ['it provokes a 404', 'provoke'],
  ['two irregularities', 'irregularity'],
  ['a flaw, lawful claws', ''],
  ['our known targets', ''],
])('"%s" → "%s"', (line, words) => {
  expect(
    findForbidden(line)
      .map(([, word]) => word)
      .join(', '),
  ).toBe(words);
});

it('a word on the second line → it is reported with that line', () => {
  expect(findForbidden('fine\nnot a law')).toEqual([[2, 'law']]);
});

/** The lines, counted from 1, with the word that each uses. */
function findForbidden(text: string): [line: number, word: string][] {
  return text.split('\n').flatMap((line, index) => {
    const plain = line.replace(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ');
    return patterns
      .filter(({ pattern }) => pattern.test(plain))
      .map(({ word }): [number, string] => [index + 1, word]);
  });
}
