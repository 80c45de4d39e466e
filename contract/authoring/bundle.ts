// The contract's many source files → one document, refused when it is not valid OpenAPI.
import { join } from 'node:path';
import { bundle, lintDocument, type Oas3_1Definition } from '@redocly/openapi-core';
import { CachingResolver } from './caching-resolver.ts';
import { ContractError, formatProblem } from './contract-problems.ts';
import { createConfig } from './create-config.ts';
import taxonomyPlugin from './rules/index.js';

/** The folders, from the root, that the output is made of. */
export const sourceFolders = ['openapi', 'taxonomy/releases'];

// Only what the generators rely on. The full rules belong to `npm run lint`: they may be red for a
// while during an edit, and mock and server should follow that edit all the same.
const config = await createConfig({
  plugins: [taxonomyPlugin()],
  preprocessors: { 'taxonomy/example-data': 'on' },
  rules: {
    struct: 'error',
    'no-unresolved-refs': 'error',
    'operation-operationId': 'error',
    'operation-operationId-unique': 'error',
    'taxonomy/example-pair-complete': 'error',
  },
});
// Linting preprocesses the parsed sources in place, so bundling need not do it again.
const bareConfig = await createConfig({});

export async function bundleContract(root: string): Promise<Oas3_1Definition> {
  const externalRefResolver = new CachingResolver();
  const document = await externalRefResolver
    .resolveDocument<Oas3_1Definition>(null, join(root, 'openapi/openapi.yaml'), true)
    .catch(refuse);
  if (document instanceof Error) return refuse(document);

  // Lint first: bundling takes the parsed sources apart.
  const problems = await lintDocument({ document, config, externalRefResolver }).catch(refuse);
  if (problems.length === 0) {
    const bundled = await bundle({ doc: document, config: bareConfig, externalRefResolver });
    problems.push(...bundled.problems);
  }
  if (problems.length > 0) {
    throw new ContractError(problems.map((problem) => formatProblem(root, problem)).join('\n'));
  }
  return document.parsed;
}

// A root that is missing, empty or no YAML is thrown, not reported as a problem.
function refuse(cause: Error): never {
  throw new ContractError(`openapi/openapi.yaml  ${cause.message}`, { cause });
}
