import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { copyProject } from '../lib/project-copy.ts';

const patience = 60_000;
const source = 'openapi/paths/layers.yaml';

let copy: string;
beforeEach(async () => {
  copy = await copyProject();
});
afterEach(() => rm(copy, { recursive: true, force: true }));

async function edit(change: (text: string) => string): Promise<void> {
  const file = join(copy, source);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

async function startMock() {
  const port = String(await freePort());
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/mock.ts'], {
    cwd: copy,
    env: { ...process.env, MOCK_PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, url: `http://127.0.0.1:${port}` };
}

it('the contract was edited since generating → the mock serves it as it is now', {
  timeout: patience,
}, async () => {
  await edit((text) => text.replace('subcategoryCount: 55', 'subcategoryCount: 56'));
  const { child, url } = await startMock();
  await once(child.stdout, 'data');
  const { layers } = await (await fetch(`${url}/api/taxonomy/layers`)).json();
  child.kill();
  expect(JSON.stringify(layers)).toContain('"subcategoryCount":56');
});

it('the contract is broken → the place is named, exit 1', { timeout: patience }, async () => {
  await edit((text) => text.replace('operationId: listLayers', 'operationId: [listLayers]'));
  const { child } = await startMock();
  const [said] = await once(child.stderr.setEncoding('utf8'), 'data');
  expect(said).toContain(`${source}:`);
  expect(await once(child, 'exit')).toEqual([1, null]);
});
