/** A server that keeps a contract because it answers from its examples, and breaks it on demand. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Contract } from '../../contract/model.ts';
import { matchScenario, type Scenario, scenariosOf } from '../../contract/scenarios.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** By scenario name: makes the answer wrong; `undefined` hangs up instead. */
export type Faults = Readonly<Record<string, (answer: Answer) => Answer | undefined>>;

export async function startFakeTarget(contract: Contract, faults: Faults = {}) {
  const scenarios = scenariosOf(contract);
  const server = createServer(async (request, response) => {
    const body = request.method === 'POST' ? await json(request) : undefined;
    const scenario = matchScenario(scenarios, {
      method: request.method ?? '',
      path: request.url ?? '',
      body,
    });
    const answer = scenario && (faults[scenario.name] ?? ((right) => right))(rightAnswer(scenario));
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
    else response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

function rightAnswer({ operation, status, response }: Scenario): Answer {
  const required = [...operation.responses.get(status)!.headers].filter(([, header]) => header.required);
  const headers = Object.fromEntries(required.map(([name, { example }]) => [name, String(example)]));
  return {
    status,
    headers: { ...headers, 'content-type': response.mediaType },
    body: JSON.stringify(response.body),
  };
}
