/** The server as it is on the edited contract, as `npm run serve` would run it, and the questions of its tests. */

import { readContract } from '../../../contract/bundle-file.ts';
import { compareWithExample } from '../../../contract/compare-with-example.ts';
import { parseContract } from '../../../contract/contract.ts';
import type { Contract } from '../../../contract/model.ts';
import { scenariosOf } from '../../../contract/scenarios.ts';
import { defaultRelease } from '../../../taxonomy/releases/index.ts';
import { createSend, type Send } from '../../http/send.ts';
import type { Target, TestCase } from '../../model.ts';
import { createPlan, scenarioCases } from '../../plan.ts';
import { summarise } from '../../report/summary.ts';
import { authorized, type Credentials, type Issued, issueCredentials } from '../../targets/credentials.ts';
import {
  type ProviderState,
  providerStates,
  type StateServer,
  startStateServer,
} from '../../targets/state-servers.ts';
import { affectedAnswers, type IsAffected } from '../affected-answers.ts';
import type { Detector, Findings } from './detector.ts';

/**
 * `npm run contract`, in its two parts: bodies equal their examples; answers are such as the contract declares.
 * For answers that are as they were before the edit nobody asks again; without an edit, all are asked for.
 */
export function createAnswersDetector(): Detector {
  const before = readContract();
  return async (artifacts) => {
    const contract = parseContract(artifacts.get('openapi.yaml') ?? '');
    const isEdited = contract.checksum !== before.checksum;
    return askServer(contract, isEdited ? affectedAnswers(before, contract) : () => true);
  };
}

export async function askServer(contract: Contract, isAsked: IsAffected): Promise<Findings> {
  const servers = new Map<ProviderState | undefined, Promise<StateServer>>();
  // Of the contract as it was: tokens that are out there do not follow an edit.
  const { credentials, environment, close } = await issueCredentials();
  const sendTo = createSenders(contract, servers, environment);
  try {
    // One that does not start has told enough.
    await sendTo();
    return {
      examples: await compareExamples(contract, isAsked, credentials, sendTo),
      run: await runPlan(contract, isAsked, credentials, sendTo),
    };
  } catch (error) {
    // The run ends like this, too: with a server that does not start, or a plan that cannot be made.
    return { run: [String(error)] };
  } finally {
    await close();
    for (const server of await Promise.allSettled(servers.values())) {
      if (server.status === 'fulfilled') await server.value.close();
    }
  }
}

type SendTo = (providerState?: ProviderState) => Promise<Send>;

// A server in a providerState takes a while to start, and often the one in none has told enough.
function createSenders(
  contract: Contract,
  servers: Map<ProviderState | undefined, Promise<StateServer>>,
  environment: Issued['environment'],
): SendTo {
  return async (providerState) => {
    const server = servers.get(providerState) ?? startStateServer(contract, providerState, environment);
    servers.set(providerState, server);
    return createSend((await server).url);
  };
}

async function compareExamples(
  contract: Contract,
  isAsked: IsAffected,
  credentials: Credentials,
  sendTo: SendTo,
): Promise<string[]> {
  const found = await Promise.all(
    scenariosOf(contract)
      .filter(({ operation, status }) => isAsked(operation, status))
      .map(async (scenario) => {
        const { operation } = scenario;
        const send = await sendTo(scenario.status === 201 ? 'publishing' : undefined);
        const { status, body } = await send(authorized(operation, scenario.request, credentials));
        const name = `${operation.id} › ${scenario.name}`;
        if (status !== scenario.status) return [`${name}: is answered ${status}, not ${scenario.status}`];
        const differences = compareWithExample(contract, scenario, JSON.parse(body));
        return differences.map(({ where, detail }) => `${name}: ${where} ${detail}`);
      }),
  );
  return found.flat();
}

/** What the run finds first. Its invariants are left out: they relate answers to each other, whatever is declared. */
async function runPlan(
  contract: Contract,
  isAsked: IsAffected,
  credentials: Credentials,
  sendTo: SendTo,
): Promise<string[]> {
  const target: Target = {
    name: 'server',
    url: '',
    servesExamples: true,
    credentials,
    // Instead of the URL of a server that may never have to be started.
    overrideFor: (providerState) => ({ url: providerState }),
  };
  const plan = createPlan(contract, target, defaultRelease);
  const { uncovered } = summarise(contract, target, plan, { ran: 0, failures: new Map() });
  if (uncovered.length > 0) return uncovered.map((cell) => `${cell}: is declared, and nothing reaches it`);

  // The scenarios without their examples, where they go.
  const bySchema = scenarioCases(contract, { compareWithExamples: false, credentials });
  const byName = new Map(bySchema.map((planned) => [planned.name, planned]));
  const asked = plan.cases
    .filter(({ operation, status }) => isAsked(operation, status))
    .map((planned) => ({ ...planned, ...byName.get(planned.name) }));
  for (const providerState of [undefined, ...providerStates]) {
    const planned = asked.filter(({ url }) => url === providerState);
    const failures = planned.length > 0 ? await check(planned, await sendTo(providerState)) : [];
    if (failures.length > 0) return failures;
  }
  return [];
}

async function check(planned: readonly TestCase[], send: Send): Promise<string[]> {
  const found: string[] = [];
  // One after the other: publications would come between another one and its repetition.
  for (const { name, request, prepare, check } of planned) {
    const failures = check(await send((await prepare?.(send, request)) ?? request));
    found.push(...failures.map(({ where, detail }) => `${name}: ${where} ${detail}`));
  }
  return found;
}
