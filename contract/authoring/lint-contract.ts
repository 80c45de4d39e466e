import { join } from 'node:path';
import { lint, loadConfig } from '@redocly/openapi-core';
import { projectRoot } from '../../lib/project.ts';
import { CachingResolver, formatProblems } from './redocly.ts';

/** Reads redocly.yaml. Returns a function that applies its rules to openapi/ and gives one line for each problem. */
export async function createLintContract(): Promise<(root?: string) => Promise<string[]>> {
  const config = await loadConfig({ configPath: join(projectRoot, 'redocly.yaml') });
  return async (root = projectRoot) => {
    const ref = join(root, 'openapi/openapi.yaml');
    // The resolver fetches nothing. The linter runs in this process: its CLI needs a second to start.
    return formatProblems(root, await lint({ ref, config, externalRefResolver: new CachingResolver() }));
  };
}
