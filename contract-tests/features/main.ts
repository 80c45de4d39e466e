// npm test -- --only features: holds every row of docs/guides/openapi-features.md that works to its word. The report goes
// to stderr, the counts go to stdout as JSON.
import { readContract } from '../../contract/bundle-file.ts';
import { formats } from '../../contract/formats.js';
import type { Counts } from '../../lib/stages/model.ts';
import { createFeatureProject, ownFormats, writeClientCalls } from './feature-project.ts';
import type { FeatureFailure } from './model.ts';
import { proveClient } from './prove-client.ts';
import { runCases, withOperations } from './prove-features.ts';
import { readFeatures } from './read-features.ts';
import { checks, preparations, runIn } from './run-project.ts';
import { readHandlers, withFeatureTargets } from './targets.ts';

const { operations } = readFeatures();
const ids = operations.map(({ operation }) => String(operation.operationId));

// As a line of contract/formats.js would.
Object.assign(formats, ownFormats);
const root = await createFeatureProject();
const passes: boolean[] = [];
for (const command of preparations) passes.push(await runIn(root, command));
await writeClientCalls(root, ids);
for (const command of checks) passes.push(await runIn(root, command));

const contract = readContract(`${root}/generated/openapi.yaml`);
const failures = [...(await failuresOfRight()), ...(await unnoticed())];
for (const { operation, detail } of failures) console.error(`✗ ${operation}: ${detail}`);

const rows = [...new Set(operations.map(({ feature }) => feature))];
const failed = rows.filter((row) =>
  operations.some(
    ({ feature, operation: { operationId } }) =>
      feature === row && failures.some(({ operation }) => operation === operationId),
  ),
);
const broken = passes.filter((passed) => !passed).length;
const counts: Counts = {
  passed: rows.length - failed.length + passes.length - broken,
  failed: failed.length + broken,
  skipped: [],
};
console.log(JSON.stringify(counts));
if (counts.failed > 0) process.exitCode = 1;

/** The client, against server and mock. */
async function failuresOfRight(): Promise<FeatureFailure[]> {
  const handlers = await readHandlers('handlers');
  return withFeatureTargets({ contract, handlers, states: [] }, async ({ server, mock }) => {
    const some = withOperations({ contract, ids });
    return [...(await proveClient(some, server)), ...(await proveClient(some, mock))];
  });
}

/** The wrong handlers of which the contract tests notice nothing. */
async function unnoticed(): Promise<FeatureFailure[]> {
  const handlers = await readHandlers('wrong');
  return withFeatureTargets({ contract, handlers, states: ['publishing'] }, async ({ server }) => {
    const found = await runCases({ contract, ids }, server);
    return ids
      .filter((id) => !found.some(({ operation }) => operation === id))
      .map((operation) => ({ operation, detail: 'its wrong handler passes' }));
  });
}
