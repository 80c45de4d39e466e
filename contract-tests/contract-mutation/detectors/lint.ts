import { join } from 'node:path';
import { lint, loadConfig } from '@redocly/openapi-core';
import { CachingResolver, formatProblem } from '../../../contract/authoring/redocly.ts';
import { projectRoot } from '../../../lib/project.ts';
import type { Findings } from '../model.ts';

/** `npm run lint`: Redocly with the rules in redocly.yaml. */
export async function createLintDetector(): Promise<(root: string) => Promise<Findings>> {
  const config = await loadConfig({ configPath: join(projectRoot, 'redocly.yaml') });
  return async (root) => {
    const ref = join(root, 'openapi/openapi.yaml');
    const problems = await lint({ ref, config, externalRefResolver: new CachingResolver() });
    return { lint: problems.map((problem) => formatProblem(root, problem)) };
  };
}
