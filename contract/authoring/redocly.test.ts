import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NormalizedProblem, Source } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { CachingResolver, formatProblems } from './redocly.ts';

const text = 'a: 1\nb:\n  c: 2\n';
const problem = (message: string, file = 'a.yaml', pointer = '#/b/c', suggest: string[] = []) => {
  const location = [{ source: new Source(`/root/${file}`, text), pointer, reportOnKey: true }];
  return { message, ruleId: 'rule', severity: 'error', suggest, location } as unknown as NormalizedProblem;
};
const withoutPlace = (message: string): NormalizedProblem => ({ ...problem(message), location: [] });
const lost = "Can't resolve $ref: ENOENT: no such file, open '/root/lost.yaml'";

describe('formatProblems', () => {
  it.each<[string, NormalizedProblem[], string[]]>([
    ['a problem', [problem(' It is wrong.\n')], ['a.yaml:3:3  It is wrong. (rule)']],
    ['no place', [withoutPlace('It is wrong.')], ['It is wrong. (rule)']],
    [
      'suggestions',
      [problem('It is wrong.', 'a.yaml', '#/a', ['b', 'c'])],
      ['a.yaml:1:1  It is wrong. Did you mean b, c? (rule)'],
    ],
    [
      'several files and lines',
      ['a10.yaml', 'a9.yaml'].flatMap((file) => ['#/b/c', '#/a'].map((at) => problem('No.', file, at))),
      ['a9.yaml:1:1', 'a9.yaml:3:3', 'a10.yaml:1:1', 'a10.yaml:3:3'].map((at) => `${at}  No. (rule)`),
    ],
    ['one problem twice', [problem('No.'), problem('No.')], ['a.yaml:3:3  No. (rule)']],
    [
      'a file that is gone, with two uses',
      [problem(lost, 'b.yaml'), problem(lost, 'a.yaml')],
      ["a.yaml:3:3  Can't resolve $ref: ENOENT: no such file, open 'lost.yaml' (rule)"],
    ],
    [
      'two files that are gone',
      [problem(lost), problem(lost.replace('lost', 'away'))],
      ['away', 'lost'].map(
        (name) => `a.yaml:3:3  Can't resolve $ref: ENOENT: no such file, open '${name}.yaml' (rule)`,
      ),
    ],
    [
      'a file without content, and what refers to it',
      [problem("Can't resolve $ref: /root/b.yaml is empty\n"), problem('It lacks a schema.')],
      ['b.yaml:1:1  The file is empty. (rule)'],
    ],
    [
      'a file that is no YAML, and what refers to it',
      [problem('Failed to parse: bad\nindent in "/root/b.yaml" (12:10)'), problem('It lacks a schema.')],
      ['b.yaml:12:10  bad\nindent (rule)'],
    ],
    [
      'a file that is no YAML, as its reference sees it',
      [problem('Can\'t resolve $ref: bad indent in "/root/b.yaml" (12:10)')],
      ['b.yaml:12:10  bad indent (rule)'],
    ],
    [
      'messages that name a place, or say empty, within',
      [problem("Can't resolve $ref: b is empty."), problem('Failed to parse: a in "b" (1:2).', 'b.yaml')],
      [
        "a.yaml:3:3  Can't resolve $ref: b is empty. (rule)",
        'b.yaml:3:3  Failed to parse: a in "b" (1:2). (rule)',
      ],
    ],
  ])('%s → one line for each, in order', (_, problems, lines) => {
    expect(formatProblems('/root', problems)).toEqual(lines);
    expect(formatProblems('/root/', problems)).toEqual(lines);
  });
});

describe('CachingResolver', () => {
  const folder = useTemporaryFolder();
  const file = () => join(folder(), 'a.yaml');
  const read = async (resolver = new CachingResolver()) =>
    resolver.parseDocument(await resolver.loadExternalRef(file())).parsed as object;

  it('a file that was changed → as it is now', async () => {
    await writeFile(file(), 'a: 1');
    expect(await read()).toEqual({ a: 1 });
    await writeFile(file(), 'a: 2');
    expect(await read()).toEqual({ a: 2 });
  });

  it('what was read is changed → the next reader gets it as the file has it', async () => {
    await writeFile(file(), 'a: 1');
    Object.assign(await read(), { a: 2 });
    expect(await read()).toEqual({ a: 1 });
  });

  it('lines that end as on Windows → as elsewhere', async () => {
    await writeFile(file(), 'a: |\r\n  b\r\n  c\r\n');
    const resolver = new CachingResolver();
    expect((await resolver.loadExternalRef(file())).body).toBe('a: |\n  b\n  c\n');
  });

  it.each(['https://example.com/a.yaml', 'HTTP://example.com/a.yaml'])('%s → not fetched', async (url) => {
    const reading = new CachingResolver().loadExternalRef(url);
    await expect(reading).rejects.toThrow('Nothing is fetched from another host.');
  });

  it('a file that is gone → an error with its name', async () => {
    await expect(read()).rejects.toThrow(file());
  });

  it('a path that has a colon and slashes further on → looked for as a file', async () => {
    await expect(new CachingResolver().loadExternalRef(`${folder()}/a://b`)).rejects.toThrow('ENOENT');
  });

  it('an empty file → an error with its name', async () => {
    await writeFile(file(), '');
    await expect(read()).rejects.toThrow(`${file()} is empty`);
  });
});
