/** The API as the benches start and read it. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { operations } from '../../generated/api.ts';
import { routes } from '../../generated/operations.ts';
import { type StartedServer, startServer } from '../../lib/process.ts';
import { projectRoot } from '../../lib/project.ts';

const built = 'dist/server/main.js';
const sources = ['server', 'taxonomy', 'contract', 'generated'];

/** The API responds at this path as soon as it serves. */
export const readyPath = routes.getHealth.path;

/** Production checks and logs. The rate limit counts every request and refuses none. */
export const unlimitedProduction = {
  ENVIRONMENT: 'production',
  CORS_ORIGINS: 'https://app.example',
  PUBLIC_URL: 'https://registry.example',
  RATE_LIMIT: '999999999',
};

/** The script that starts the API: the build if there is one, otherwise the source. */
export function apiScript(): string {
  return existsSync(join(projectRoot, built)) ? built : 'server/main.ts';
}

/** Whether there is a build, and a source file is newer. */
export function isBuildStale(): boolean {
  if (apiScript() !== built) return false;
  const builtAt = statSync(join(projectRoot, built)).mtimeMs;
  return sources.some((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).some(
      (file) => !file.endsWith('.test.ts') && statSync(join(projectRoot, folder, file)).mtimeMs > builtAt,
    ),
  );
}

/** Starts the API as in production, with the releases in `dataDir`. */
export function startApi(dataDir: string): Promise<StartedServer<'PORT'>> {
  const env = { ...unlimitedProduction, NODE_ENV: 'production', LOG_LEVEL: 'info', DATA_DIR: dataDir };
  return startServer(apiScript(), ['PORT'], { env, readyPath });
}

type ReadOperation = 'getTaxonomy' | 'getVersion' | 'listReleases';
type BodyOf<Id extends ReadOperation> = operations[Id]['responses'][200]['content']['application/json'];

/** @throws Error when the status is not 2xx */
export async function readJson<Id extends ReadOperation>(origin: string, id: Id): Promise<BodyOf<Id>> {
  const url = `${origin}${routes[id].path}`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`GET ${url} responded ${response.status}`);
  return (await response.json()) as BodyOf<Id>;
}

export async function servedVersion(origin: string): Promise<string> {
  return (await readJson(origin, 'getVersion')).version;
}
