import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { startNode, startServer, stopAll } from '../lib/process.ts';
import { copyProject } from '../lib/project.ts';
import { removeFolder } from '../lib/temporary-folder.ts';

const timeout = 120_000;
const source = 'openapi/paths/layers.yaml';

let copy: string;
beforeEach(async () => {
  copy = await copyProject();
});
afterEach(() => removeFolder(copy));

async function edit(from: string, to: string): Promise<void> {
  const file = join(copy, source);
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
}

const startMock = () => startServer('scripts/mock.ts', ['MOCK_PORT'], { root: copy });

it('npm run mock after an edit of openapi/ → serves the edited contract', { timeout }, async () => {
  await edit('subcategoryCount: 55', 'subcategoryCount: 56');
  const { urls, stop } = await startMock();
  const { layers } = await (await fetch(`${urls.MOCK_PORT}/api/taxonomy/layers`)).json();
  await stop();
  expect(JSON.stringify(layers)).toContain('"subcategoryCount":56');
});

it('npm run mock -- --strict, inputs of no scenario → 501, and a line on stderr', { timeout }, async () => {
  const MOCK_PORT = String(await freePort('127.0.0.1'));
  const env = { ...process.env, HOST: '127.0.0.1', MOCK_PORT };
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  const child = startNode(['scripts/mock.ts', '--strict'], { root: copy, env, stdio });
  const lines: string[] = [];
  child.stderr?.on('data', (data) => lines.push(String(data)));
  const get = (layer: string) => fetch(`http://127.0.0.1:${MOCK_PORT}/api/taxonomy/categories/${layer}`);
  await expect.poll(() => get('S').then(({ status }) => status, String), { timeout }).toBe(200);
  expect((await get('G')).status).toBe(501);
  await stopAll([child]);
  expect(lines.join('')).toBe('No example: GET /api/taxonomy/categories/G /path/layer "G"\n');
});

it('npm run mock on a broken contract → names the file and the line, exit 1', { timeout }, async () => {
  await edit('operationId: listLayers', 'operationId: [listLayers]');
  await expect(startMock()).rejects.toThrow(/ended \(exit code 1\).*\n.*openapi\/paths\/layers\.yaml:\d+:/);
});
