import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startServer } from '../lib/process.ts';
import { copyProject } from '../lib/project.ts';
import { removeFolder } from '../lib/temporary-folder.ts';

const timeout = 60_000;
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

it('npm run mock on a broken contract → names the file and the line, exit 1', { timeout }, async () => {
  await edit('operationId: listLayers', 'operationId: [listLayers]');
  await expect(startMock()).rejects.toThrow(/ended \(exit code 1\).*\n.*openapi\/paths\/layers\.yaml:\d+:/);
});
