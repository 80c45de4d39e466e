import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { readContract } from '../../contract/bundle-file.ts';
import { renderYaml, servedDocument } from '../../contract/served-document.ts';
import { fetchPackages } from '../../lib/fetch-packages.ts';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';
import { issueCredentials } from '../targets/credentials.ts';
import { startStateServer } from '../targets/state-servers.ts';
import type { InteropResult, InteropTool } from './model.ts';

/**
 * Runs the tools, two at a time, each in a folder of its own, against one server.
 *
 * @param change of the document that the tools get; a test breaks it
 */
export async function runInterop(
  tools: readonly InteropTool[],
  report: (result: InteropResult) => void,
  change = (document: object) => document,
): Promise<InteropResult[]> {
  const contract = readContract();
  const { credentials, environment, close } = await issueCredentials(contract);
  const { token = '' } = credentials;
  const server = await startStateServer(contract, 'publishing', { ...environment, RATE_LIMIT: '999999999' });
  const limit = pLimit(2);
  try {
    const document = change(servedDocument(contract, server.url));
    const context = { contract, document, url: server.url, token };
    return await Promise.all(
      tools.map((tool) =>
        limit(async () => {
          const result = await runTool(tool, context);
          report(result);
          return result;
        }),
      ),
    );
  } finally {
    await server.close();
    await close();
  }
}

async function runTool(
  tool: InteropTool,
  context: Pick<Parameters<InteropTool['run']>[0], 'contract' | 'document' | 'url' | 'token'>,
): Promise<InteropResult> {
  const started = performance.now();
  const resultOf = (verdict: InteropResult['verdict'], details: readonly string[]) => ({
    name: tool.name,
    verdict,
    details,
    seconds: (performance.now() - started) / 1000,
  });
  const reason = tool.unavailable?.();
  if (reason !== undefined) return resultOf('skipped', [reason]);
  const folder = createTemporaryFolder();
  try {
    const file = join(folder, 'openapi.yaml');
    await writeFile(file, renderYaml(context.document));
    const packages = await fetchPackages(tool.packages);
    const failures = await tool.run({ ...context, file, folder, packages });
    return resultOf(failures.length > 0 ? 'failed' : 'passed', failures);
  } catch (error) {
    return resultOf('failed', [error instanceof Error ? error.message : String(error)]);
  } finally {
    removeFolder(folder);
  }
}
