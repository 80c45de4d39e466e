/** Every scenario through the client, against a target. */
import { createClient } from '../../client/src/calls/create-client.ts';
import { compareWithExample } from '../../contract/compare-with-example.ts';
import type { Contract } from '../../contract/model.ts';
import { type Route, routeOf } from '../../contract/route.ts';
import { type Scenario, scenariosOf } from '../../contract/scenarios.ts';
import type { Target } from '../model.ts';
import { callOf, valueOfCall } from './client-calls.ts';
import type { FeatureFailure } from './model.ts';

interface Result {
  readonly data?: unknown;
  readonly problem?: unknown;
  readonly response: Response;
}
type AnyClient = Readonly<Record<string, (options: unknown) => Promise<Result>>>;

export async function proveClient(contract: Contract, target: Target): Promise<FeatureFailure[]> {
  const routes = contract.operations.map((operation): [string, Route] => [
    operation.id,
    routeOf(contract.document, operation),
  ]);
  const { token, secrets } = target.credentials ?? {};
  const client = createClient<Record<string, never>>(Object.fromEntries(routes), {
    baseUrl: target.url,
    ...(token !== undefined && { token }),
    credentials: Object.fromEntries(secrets ?? []),
  }) as unknown as AnyClient;
  const found = await Promise.all(
    scenariosOf(contract).map((scenario) => failuresOf(contract, client, scenario)),
  );
  return found.flat();
}

async function failuresOf(
  contract: Contract,
  client: AnyClient,
  scenario: Scenario,
): Promise<FeatureFailure[]> {
  const { operation, name, status } = scenario;
  const failure = (detail: string) => ({ operation: operation.id, detail: `client: ${name}: ${detail}` });
  try {
    const result = await client[operation.id]?.(valueOfCall(callOf(contract, scenario)));
    if (result?.response.status !== status)
      return [failure(`status is ${result?.response.status}, not ${status}`)];
    const value = await textOf('problem' in result ? result.problem : result.data);
    const differences = compareWithExample(contract, scenario, value);
    return differences.map(({ where, detail }) => failure(`${where} ${detail}`));
  } catch (error) {
    return [failure(String(error))];
  }
}

async function textOf(value: unknown): Promise<unknown> {
  return value instanceof Blob ? value.text() : value;
}
