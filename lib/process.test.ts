import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { linesOf, neutralEnvironment, startServer } from './process.ts';
import { answers, Unreachable } from './reach.ts';
import { useTemporaryFolder } from './testing/use-temporary-folder.ts';

const folder = useTemporaryFolder();
afterEach(() => vi.unstubAllEnvs());

async function script(code: string) {
  const file = join(folder(), `${randomUUID()}.mjs`);
  await writeFile(file, code);
  return file;
}

const listening = `
  import { createServer } from 'node:http';
  createServer((_, response) => response.end()).listen(process.env.TOY_PORT, process.env.HOST);`;

// Starting a process on a busy machine may take longer than the default timeout of a test.
describe('startServer', { timeout: 60_000 }, () => {
  it('a script listens on the given port → its URL responds until it is stopped', async () => {
    const { urls, stop } = await startServer(await script(listening), ['TOY_PORT']);
    const url = urls.TOY_PORT;
    expect(await answers(url)).toBe(true);
    await stop();
    expect(await answers(url)).toBe(false);
  });

  it('variables of this shell that configure a service → not passed on', async () => {
    vi.stubEnv('CORS_ORIGINS', 'https://client.example');
    vi.stubEnv('RESPONSE_CACHE', 'off');
    const file = await script(`
      import { createServer } from 'node:http';
      const server = createServer((_, response) => response.end(JSON.stringify(process.env)));
      server.listen(process.env.TOY_PORT, process.env.HOST);`);
    const { urls, stop } = await startServer(file, ['TOY_PORT'], { env: { PUBLISH_ISSUER: 'toys' } });
    try {
      const { TOY_PORT, DATA_DIR, RESPONSE_CACHE, ...others } = await (await fetch(urls.TOY_PORT)).json();
      // The exception: tests run with the response cache and without.
      expect(RESPONSE_CACHE).toBe('off');
      expect(existsSync(DATA_DIR)).toBe(true);
      const given = Object.keys(others).filter((name) => !(name in neutralEnvironment()));
      expect(given).toEqual(['HOST', 'PUBLISH_ISSUER']);
      await stop();
      expect(existsSync(DATA_DIR)).toBe(false);
    } finally {
      await stop();
    }
  });

  it('a script ignores SIGTERM → stopped by SIGKILL', async () => {
    const file = await script(`${listening} process.on('SIGTERM', () => {});`);
    const { urls, stop } = await startServer(file, ['TOY_PORT'], { patienceMs: 300 });
    await stop();
    expect(await answers(urls.TOY_PORT)).toBe(false);
  });

  it('the process that started it exits → it ends, and its data is removed', async () => {
    const launcher = await script(
      `import { linesOf, neutralEnvironment, startServer } from '${new URL('process.ts', import.meta.url)}';
       console.log((await startServer('${await script(listening)}', ['TOY_PORT'])).urls.TOY_PORT);
       process.exit(0);`,
    );
    const temporary = join(folder(), 'tmp');
    await mkdir(temporary);
    const { stdout } = await execa(process.execPath, ['--import', 'tsx', launcher], {
      env: { TMPDIR: temporary },
    });
    expect(stdout).toMatch(/^http/);
    expect(await answers(stdout)).toBe(false);
    const left = await readdir(temporary);
    expect(left.filter((name) => name.startsWith('taxonomy-'))).toEqual([]);
  });

  it('the process that started it is killed by SIGKILL → it ends', async () => {
    const launcher = await script(
      `import { startServer } from '${new URL('process.ts', import.meta.url)}';
       console.log((await startServer('${await script(listening)}', ['TOY_PORT'])).urls.TOY_PORT);`,
    );
    const child = execa(process.execPath, ['--import', 'tsx', launcher], { reject: false });
    const url = await new Promise<string>((resolve) => linesOf(child.stdout, resolve));
    expect(await answers(url)).toBe(true);
    child.kill('SIGKILL');
    await vi.waitFor(async () => expect(await answers(url)).toBe(false), 10_000);
  });

  it('a script ends → Unreachable with its exit code and the end of its stderr', async () => {
    const file = await script(`console.error('no store'); process.exit(1);`);
    await expect(startServer(file, ['TOY_PORT'])).rejects.toThrow(
      'ended (exit code 1). Its stderr: no store',
    );
    await expect(startServer(file, ['TOY_PORT'])).rejects.toBeInstanceOf(Unreachable);
  });

  it('a script never responds → Unreachable after the timeout', async () => {
    const file = await script(`setInterval(() => {}, 1000);`);
    await expect(startServer(file, ['TOY_PORT'], { bootMs: 300 })).rejects.toThrow('did not respond');
  });
});
