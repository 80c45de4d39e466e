// The source files of the contract → one document. It is refused when it is not valid OpenAPI.
import { join } from 'node:path';
import { bundle, lintDocument, type Oas3_1Definition } from '@redocly/openapi-core';
import { CachingResolver, createConfig, formatProblems } from './redocly.ts';
import taxonomyPlugin, { supportRules } from './rules/index.js';

/** The folders that generated/ is made from, relative to the root. */
export const sourceFolders = ['openapi', 'taxonomy/releases'];

/** The sources of the contract cannot be used. The message lists each problem as `file:line:column  message`. */
export class ContractError extends Error {
  override name = 'ContractError';

  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(['The contract is broken, generated/ stays as it is.', ...problems].join('\n'), options);
    this.problems = problems;
  }
}

// Only the rules that generated code needs, and those that refuse what is not supported. `npm run lint` applies all
// rules: some may fail for a while during an edit, and mock and server should follow that edit nevertheless.
const config = await createConfig({
  plugins: [taxonomyPlugin()],
  preprocessors: { 'taxonomy/example-data': 'on' },
  rules: {
    struct: 'error',
    'no-unresolved-refs': 'error',
    'operation-operationId': 'error',
    'operation-operationId-unique': 'error',
    'path-parameters-defined': 'error',
    'taxonomy/example-pair-complete': 'error',
    ...Object.fromEntries(supportRules.map((name) => [name, 'error'])),
  },
});
// Without preprocessors: linting has applied them to the parsed sources, which bundling reads.
const bareConfig = await createConfig({});

/** @throws ContractError when the sources are missing, malformed or invalid */
export async function bundleContract(root: string): Promise<Oas3_1Definition> {
  const externalRefResolver = new CachingResolver();
  const document = await externalRefResolver
    .resolveDocument<Oas3_1Definition>(null, join(root, 'openapi/openapi.yaml'))
    .catch(refuse);
  if (document instanceof Error) return refuse(document);

  // Before bundling, which changes the parsed sources.
  const problems = await lintDocument({ document, config, externalRefResolver }).catch(refuse);
  if (problems.length === 0) {
    const bundled = await bundle({ doc: document, config: bareConfig, externalRefResolver });
    problems.push(...bundled.problems);
  }
  if (problems.length > 0) throw new ContractError(formatProblems(root, problems));
  return document.parsed;
}

// Redocly throws when the root file is missing, empty or no YAML. It reports everything else as a problem.
function refuse(cause: Error): never {
  throw new ContractError([`openapi/openapi.yaml  ${cause.message}`], { cause });
}
