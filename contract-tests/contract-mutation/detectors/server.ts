/** The unedited server with the edited contract, as `npm run serve` would run it, and the contract tests against it. */
import { readContract } from '../../../contract/bundle-file.ts';
import { bodyValue } from '../../../contract/check-response.ts';
import { compareWithExample } from '../../../contract/compare-with-example.ts';
import { parseContract } from '../../../contract/contract.ts';
import type { Contract } from '../../../contract/model.ts';
import { scenariosOf } from '../../../contract/scenarios.ts';
import { defaultRelease } from '../../../taxonomy/releases/index.ts';
import { createSend, type Send } from '../../http/send.ts';
import type { Target, TestCase } from '../../model.ts';
import { createPlan, scenarioCases } from '../../plan.ts';
import { summarise } from '../../report/summary.ts';
import { authorized, type Credentials, issueCredentials } from '../../targets/credentials.ts';
import {
  type ProviderState,
  providerStates,
  type StateServer,
  startStateServer,
} from '../../targets/state-servers.ts';
import { changesData } from '../../writes.ts';
import { affectedResponses, type IsAffected } from '../affected-responses.ts';
import type { Detector, Findings } from '../model.ts';

/**
 * `npm run contract` in two parts: `examples` compares bodies with examples, `run` checks responses against schemas.
 * For an edited contract, only the responses that the edit may change are requested.
 */
export function createServerDetector(): Detector {
  const before = readContract();
  return async (artifacts) => {
    const contract = parseContract(artifacts.get('openapi.yaml') ?? '');
    const isEdited = contract.checksum !== before.checksum;
    return checkServer(contract, isEdited ? affectedResponses(before, contract) : () => true);
  };
}

export async function checkServer(contract: Contract, isAffected: IsAffected): Promise<Findings> {
  const servers = new Map<ProviderState | undefined, Promise<StateServer>>();
  // For the unedited contract: an edit does not change tokens that were issued before.
  const { credentials, environment, close } = await issueCredentials(readContract());
  const sendTo = createSenders(contract, servers, environment);
  try {
    // If the server does not start, that is the finding.
    await sendTo();
    return {
      examples: await compareExamples(contract, isAffected, credentials, sendTo),
      run: await runPlan(contract, isAffected, credentials, sendTo),
    };
  } catch (error) {
    // `npm run contract` fails in the same way when the server does not start or the plan cannot be made.
    return { run: [String(error)] };
  } finally {
    await close();
    for (const server of await Promise.allSettled(servers.values())) {
      if (server.status === 'fulfilled') await server.value.close();
    }
  }
}

type SendTo = (providerState?: ProviderState) => Promise<Send>;

// Starts a server for each provider state when it is first needed: often the ordinary server finds enough.
function createSenders(
  contract: Contract,
  servers: Map<ProviderState | undefined, Promise<StateServer>>,
  environment: Readonly<Record<string, string>>,
): SendTo {
  return async (providerState) => {
    const server = servers.get(providerState) ?? startStateServer(contract, providerState, environment);
    servers.set(providerState, server);
    return createSend((await server).url);
  };
}

async function compareExamples(
  contract: Contract,
  isAffected: IsAffected,
  credentials: Credentials,
  sendTo: SendTo,
): Promise<string[]> {
  const found = await Promise.all(
    scenariosOf(contract)
      .filter(({ operation, status }) => isAffected(operation, status))
      .map(async (scenario) => {
        const { operation } = scenario;
        const send = await sendTo(changesData(operation, scenario.status) ? 'publishing' : undefined);
        const { status, headers, body } = await send(authorized(operation, scenario.request, credentials));
        const name = `${operation.id} › ${scenario.name}`;
        if (status !== scenario.status) return [`${name}: status must be ${scenario.status}, is ${status}`];
        const value = body === '' ? undefined : bodyValue(String(headers['content-type']), body);
        const differences = compareWithExample(contract, scenario, value);
        return differences.map(({ where, detail }) => `${name}: ${where} ${detail}`);
      }),
  );
  return found.flat();
}

/** The first failures of the plan. Invariants are skipped: they compare responses with each other, not with the contract. */
async function runPlan(
  contract: Contract,
  isAffected: IsAffected,
  credentials: Credentials,
  sendTo: SendTo,
): Promise<string[]> {
  const target: Target = {
    name: 'server',
    url: '',
    servesExamples: true,
    credentials,
    // A placeholder for the URL of a server that is started only if it is needed.
    overrideFor: (providerState) => ({ url: providerState }),
  };
  const operations = contract.operations.filter((operation) =>
    [...operation.responses.keys()].some((status) => isAffected(operation, status)),
  );
  const plan = createPlan({ ...contract, operations }, target, defaultRelease);
  const { uncovered } = summarise({ ...contract, operations }, target, plan, { ran: 0, failures: new Map() });
  const missing = [
    ...uncovered.map((cell) => `${cell}: is declared, but no test case covers it`),
    ...(plan.unplanned?.values() ?? []),
  ];
  if (missing.length > 0) return missing;

  // Scenarios are checked by schema only: `examples` compares the bodies.
  const bySchema = scenarioCases(contract, { compareWithExamples: false, credentials });
  const byName = new Map(bySchema.map((planned) => [planned.name, planned]));
  const affected = plan.cases
    .filter(({ operation, status }) => isAffected(operation, status))
    .map((planned) => ({ ...planned, ...byName.get(planned.name) }));
  for (const providerState of [undefined, ...providerStates]) {
    const planned = affected.filter(({ url }) => url === providerState);
    const failures = planned.length > 0 ? await check(planned, await sendTo(providerState)) : [];
    if (failures.length > 0) return failures;
  }
  return [];
}

async function check(planned: readonly TestCase[], send: Send): Promise<string[]> {
  const found: string[] = [];
  // One after another: another publication must not come between a publication and its repetition.
  for (const { name, request, prepare, check } of planned) {
    const failures = check(await send((await prepare?.(send, request)) ?? request));
    found.push(...failures.map(({ where, detail }) => `${name}: ${where} ${detail}`));
  }
  return found;
}
