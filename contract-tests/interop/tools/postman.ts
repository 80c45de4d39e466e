import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOperation } from '../../../contract/paths.ts';
import type { InteropTool } from '../model.ts';
import { failureOf, runBinary } from '../run-tool.ts';

/** The part of newman's report that is used here. */
interface Report {
  readonly run: {
    readonly executions: readonly {
      readonly request: { readonly method: string; readonly url: { readonly path: readonly string[] } };
      readonly response?: { readonly code: number };
    }[];
  };
}

export const postman: InteropTool = {
  name: 'postman',
  packages: ['openapi-to-postmanv2@6.3.3', 'newman@6.2.2'],
  proves: 'the collection has every operation, and the server gives each request a declared status',
  async run(context) {
    const { contract, file, folder } = context;
    const converted = await runBinary(context, 'openapi2postmanv2', ['-s', file, '-o', 'collection.json']);
    if (converted.exitCode !== 0) return failureOf('openapi2postmanv2', converted);
    const reporting = ['--reporters', 'json', '--reporter-json-export', 'report.json'];
    const ended = await runBinary(context, 'newman', ['run', 'collection.json', ...reporting]);
    if (ended.exitCode !== 0) return failureOf('newman', ended);
    const report: Report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
    const sent = report.run.executions.map(({ request, response }) => {
      const path = `/${request.url.path.join('/')}`;
      return { path, operation: findOperation(contract, request.method, path), status: response?.code ?? 0 };
    });
    const missing = contract.operations.filter(
      (operation) => !sent.some((one) => one.operation === operation),
    );
    return [
      ...missing.map(({ id }) => `The collection does not request ${id}.`),
      ...sent
        .filter(({ operation, status }) => !operation?.responses.has(status))
        .map(({ path, status }) => `${path} responds with ${status}, which is not declared.`),
    ];
  },
};
