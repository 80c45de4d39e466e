import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project.ts';

const built = 'dist/server/main.js';
const sources = ['server', 'taxonomy', 'contract', 'generated'];

/** What starts the API: the build where there is one, its source otherwise. */
export function apiScript(): string {
  return existsSync(join(projectRoot, built)) ? built : 'server/main.ts';
}

/** Whether the build, if there is one, is of sources that have changed since. */
export function isBuildStale(): boolean {
  if (apiScript() !== built) return false;
  const builtAt = statSync(join(projectRoot, built)).mtimeMs;
  return sources.some((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).some(
      (file) => !file.endsWith('.test.ts') && statSync(join(projectRoot, folder, file)).mtimeMs > builtAt,
    ),
  );
}
