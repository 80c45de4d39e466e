/** A server that responds with the examples of a contract, and breaks its responses on demand. */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseJson } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { matchingScenarios, type Scenario, scenariosOf } from '../../contract/scenarios.ts';
import { listen } from '../http/listen.ts';

export interface FakeResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** By scenario name: what makes the response wrong. `undefined` closes the connection instead. */
export type Faults = Readonly<Record<string, (response: FakeResponse) => FakeResponse | undefined>>;

export async function startFakeTarget(contract: Contract, faults: Faults = {}) {
  const scenarios = scenariosOf(contract);
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const body = parseJson(await text(request));
    const [scenario] = matchingScenarios(contract, scenarios, { method, path, headers, body });
    const sent = scenario && (faults[scenario.name] ?? ((right) => right))(responseOf(scenario));
    if (sent) response.writeHead(sent.status, sent.headers).end(sent.body);
    else response.destroy();
  });
  return listen(server);
}

function responseOf({ operation, status, response }: Scenario): FakeResponse {
  const required = [...operation.responses.get(status)!.headers].filter(([, header]) => header.required);
  const headers = Object.fromEntries(required.map(([name, { example }]) => [name, String(example)]));
  return {
    status,
    headers: { ...headers, 'content-type': response.mediaType },
    body: JSON.stringify(response.body),
  };
}
