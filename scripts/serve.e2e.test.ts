import { execa } from 'execa';
import { expect, it, vi } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { projectRoot } from '../lib/project.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';

const timeout = 120_000;
const folder = useTemporaryFolder();

it.each([
  ['serve', 'PORT'],
  ['mock', 'MOCK_PORT'],
])(
  'npm run %s, and npm is killed by SIGKILL → what it started ends',
  { timeout },
  async (script, variable) => {
    const port = String(await freePort());
    const env = { DATA_DIR: folder(), DATABASE_URL: '', LOG_LEVEL: 'silent', [variable]: port };
    const npm = execa('npm', ['run', script], { cwd: projectRoot, env, reject: false });
    const url = `http://127.0.0.1:${port}`;
    await vi.waitFor(async () => expect((await fetch(url)).status).toBe(404), timeout);
    npm.kill('SIGKILL');
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow('fetch failed'), timeout);
  },
);
