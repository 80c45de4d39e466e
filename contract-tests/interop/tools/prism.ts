import { execa } from 'execa';
import { checkResponse, type ReceivedResponse } from '../../../contract/check-response.ts';
import type { Scenario } from '../../../contract/scenarios.ts';
import { freePort } from '../../../lib/ports.ts';
import { answers } from '../../../lib/reach.ts';
import { until } from '../../../lib/until.ts';
import { authorized } from '../../targets/credentials.ts';
import { firstScenarios, requestFor } from '../first-scenarios.ts';
import type { InteropContext, InteropTool } from '../model.ts';

export const prismMock: InteropTool = {
  name: 'prism-mock',
  packages: [],
  proves: 'the first scenario of each operation gets a response that keeps the contract',
  isSample: true,
  run: (context) =>
    withPrism(context, ['mock', context.file], (url) =>
      askEach(context, url, ({ operation }, received) =>
        checkResponse(context.contract, operation, received),
      ),
    ),
};

export const prismProxy: InteropTool = {
  name: 'prism-proxy',
  packages: [],
  proves: 'it sees no violation between the first scenario of each operation and the server',
  isSample: true,
  run: (context) =>
    withPrism(context, ['proxy', context.file, context.url], (url) =>
      askEach(context, url, ({ operation, status }, received) => [
        ...(received.status === status
          ? []
          : [{ where: 'status', detail: `must be ${status}, is ${received.status}` }]),
        ...checkResponse(context.contract, operation, { ...received, headers: without(received.headers) }),
        ...(received.headers['sl-violations']
          ? [{ where: 'sl-violations', detail: String(received.headers['sl-violations']) }]
          : []),
      ]),
    ),
};

function without({ 'sl-violations': _, ...headers }: ReceivedResponse['headers']) {
  return headers;
}

async function withPrism(
  { packages, folder }: InteropContext,
  args: readonly string[],
  use: (url: string) => Promise<string[]>,
): Promise<string[]> {
  const port = await freePort('127.0.0.1');
  const cli = `${packages}/node_modules/@stoplight/prism-cli/dist/index.js`;
  const prism = execa(process.execPath, [cli, ...args, '--host', '127.0.0.1', '--port', String(port)], {
    cwd: folder,
    reject: false,
    all: true,
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    await until(() => answers(url), {
      timeoutMs: 60_000,
      timedOut: () => new Error('prism does not respond'),
    });
    return await use(url);
  } finally {
    prism.kill();
    await prism;
  }
}

type Check = (
  scenario: Scenario,
  received: ReceivedResponse,
) => readonly { readonly where: string; readonly detail: string }[];

/** Sends the first scenario of each operation, as fetch sends it. */
async function askEach({ contract, token }: InteropContext, url: string, check: Check): Promise<string[]> {
  const failures: string[] = [];
  for (const scenario of firstScenarios(contract)) {
    const { operation } = scenario;
    const request = authorized(operation, scenario.request, { token, rejected: {} });
    const response = await fetch(requestFor(url, request));
    const received = {
      method: request.method,
      status: response.status,
      // fetch has decoded the body.
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
    for (const { where, detail } of check(scenario, received)) {
      failures.push(`${operation.id} › ${scenario.name}: ${where} ${detail}`);
    }
  }
  return failures;
}
