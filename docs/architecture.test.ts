/** What ARCHITECTURE.md and CONTRIBUTING.md say about folders and files is true. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { projectRoot } from '../lib/project.ts';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const files = [
  ...new Set(
    execaSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: projectRoot,
    }).stdout.split('\n'),
  ),
].filter((file) => existsSync(join(projectRoot, file)));

it.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])(
  '%s → every path in a table exists, unless it is planned',
  (document) => {
    const rows = read(document)
      .split('\n')
      .filter((line) => line.startsWith('|') && !line.includes('(planned)'));
    const paths = rows.flatMap((row) =>
      [...row.matchAll(/`([\w./-]+\/[\w./-]*)/g)].map(([, path = '']) => path),
    );
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  },
);

it('the table of rooms → allows the imports that .dependency-cruiser.cjs allows', () => {
  const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
  const allowedFor = (room: string): string =>
    forbidden.find(({ name }: { name: string }) => name === `${room}-imports`)?.to.pathNot;
  const rows = [
    ...read('ARCHITECTURE.md').matchAll(/^[|] `([\w-]+)\/` +[|][^|]*[|] ([\w, -]*?) *[|]$/gm),
  ].map(([, room = '', imports = '']) => ({ room, imports: imports.split(', ').filter(Boolean) }));
  expect(rows.length).toBeGreaterThan(10);
  // openapi/ holds no code, and scripts/ may import everything.
  const ruled = rows.filter(({ room }) => room !== 'openapi' && room !== 'scripts');
  expect(ruled.map(({ room, imports }) => `^(${[room, ...imports].join('|')})/`)).toEqual(
    ruled.map(({ room }) => allowedFor(room)),
  );
});

it('docs/adr/README.md → lists each decision with its title, a status and a date', () => {
  const rows = files
    .filter((file) => /^docs\/adr\/\d/.test(file))
    .map((file) => {
      const [, number, title] = /^# (\d+)[.] (.*)/.exec(read(file)) ?? [];
      return [number, `[${title}](${file.replace('docs/adr/', '')})`];
    });
  const listed = read('docs/adr/README.md').match(
    /^[|] \d.* [|] (?:accepted|superseded by .*) [|] \d{4}-\d\d-\d\d [|]$/gm,
  );
  expect(
    listed?.map((row) =>
      row
        .split('|')
        .slice(1, 3)
        .map((cell) => cell.trim()),
    ),
  ).toEqual(rows);
});

it('a link of a document to a file → leads to a file that exists', () => {
  const broken = files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => [file, link] as const),
    )
    .filter(([file, link]) => !/^https?:/.test(link) && !existsSync(join(projectRoot, dirname(file), link)));
  expect(broken).toEqual([]);
});

it('a file over 250 lines → says why near its top', () => {
  const source = files.filter(
    (file) => /[.](ts|js|mjs|cjs|md)$/.test(file) && !/^generated\/|[.]test(-d)?[.]ts$/.test(file),
  );
  const long = source.filter((file) => read(file).trimEnd().split('\n').length > 250);
  const reasonOf = (file: string) => read(file).split('\n').slice(0, 20).join('\n');
  expect(long.filter((file) => !reasonOf(file).includes('over 250 lines because'))).toEqual([]);
});

it('the project and its packages → have the version of the contract', () => {
  const { version } = readContract();
  const manifests = ['package.json', 'client/package.json', 'mock/package.json'];
  expect(manifests.map((file) => [file, JSON.parse(read(file)).version])).toEqual(
    manifests.map((file) => [file, version]),
  );
});

it('contract-tests/ → has at most six files at its root', () => {
  const atRoot = files.filter((file) => /^contract-tests\/[^/]+$/.test(file));
  expect(atRoot.length, atRoot.join(', ')).toBeLessThanOrEqual(6);
});

it('scripts/ → holds the file of each npm script, their tests, bootstrap.mjs and taxonomy/', () => {
  const commands: string[] = Object.values(JSON.parse(read('package.json')).scripts);
  const named = commands.join(' ').match(/scripts\/[\w-]+[.]ts/g) ?? [];
  expect([...new Set(named)].filter((file) => !files.includes(file))).toEqual([]);
  const allowed = ['scripts/bootstrap.mjs', ...named];
  const others = files
    .filter((file) => /^scripts\/(?!(taxonomy|start)\/)/.test(file))
    .map((file) => file.replace(/([.]e2e)?[.]test[.]ts$/, file.includes('bootstrap') ? '.mjs' : '.ts'));
  expect([...new Set(others)].filter((file) => !allowed.includes(file))).toEqual([]);
});
