import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { readContractRelease } from './release-notes.ts';

const contract = readContract();
const commit = 'c'.repeat(40);
const runs = (version: string, build?: object) => ({
  version: '9.9.9',
  contract: { version },
  ...(build && { build }),
});
const changelog = `# taxonomy-api

## 1.10.0

### Minor Changes

- Search.

## 1.1.0

### Patch Changes

- Words.
`;

let body: unknown;
let url: string;
const server = createServer((request, response) => {
  if (request.url !== '/api/taxonomy/version') response.statusCode = 404;
  response.end(JSON.stringify(body));
});
beforeEach(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

it.each([
  ['1.10.0', '### Minor Changes\n\n- Search.'],
  ['1.1.0', '### Patch Changes\n\n- Words.'],
])(
  'a tier that runs contract %s → its tag at the commit of the build, and its notes',
  async (version, notes) => {
    body = runs(version, { id: 'a', commit });
    expect(await readContractRelease(contract, url, changelog)).toEqual({
      tag_name: `v${version}`,
      target_commitish: commit,
      name: version,
      body: notes,
    });
  },
);

it.each<[string, unknown, string]>([
  [
    'notes are missing',
    runs('1.0.0', { commit }),
    'CHANGELOG.md has no section 1.0.0. Run npx changeset version',
  ],
  ['no build', runs('1.1.0'), 'runs no build of a commit (none). Promote a build of a clean clone.'],
  [
    'edited files',
    runs('1.1.0', { commit: `${commit}-dirty` }),
    `runs no build of a commit (${commit}-dirty).`,
  ],
  ['another service', { ok: true }, 'does not say which contract it runs.'],
])('%s → an error that says it', async (_, served, message) => {
  body = served;
  await expect(readContractRelease(contract, url, changelog)).rejects.toThrow(message);
});

it('nothing responds → Unreachable', async () => {
  const closed = 'http://127.0.0.1:1';
  await expect(readContractRelease(contract, closed, changelog)).rejects.toThrow(
    `Nothing responds at ${closed}.`,
  );
});
