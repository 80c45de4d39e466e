import { UnsecuredJWT } from 'jose';
import type { Operation } from '../../contract/model.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import type { PlannedRequest } from '../../contract-tests/http/planned-request.ts';
import { present, withoutCredentials } from '../../contract-tests/targets/present.ts';
import { sendRequest } from '../send-request.ts';
import { pass, refuse, unknown } from './finding.ts';
import type { Gate } from './model.ts';
import { sourceIn } from './required.ts';

/** Every request has a body that breaks a rule: should it be let in, nothing is published. */
export const publishing: Gate = {
  id: 'publishing',
  condition: 'nobody publishes without a valid token',
  timeoutMs: 30_000,
  async run(promotion, signal) {
    const { name, url, variables } = sourceIn(promotion);
    const guarded = promotion.contract.operations.filter(({ security }) => security && !security.optional);
    if (guarded.length === 0)
      return unknown(['the contract guards no operation'], 'Guard what publishes by security.');
    const { PUBLISH_ISSUER: iss = 'nobody', PUBLISH_AUDIENCE: aud = 'nothing' } = variables;
    const unsigned = new UnsecuredJWT({ iss, aud, exp: Math.floor(Date.now() / 1000) + 60 }).encode();
    const wrong: string[] = [];
    let sent = 0;
    for (const operation of guarded) {
      const secrets = [undefined, 'garbage', unsigned];
      for (const secret of secrets) {
        const request = refusedRequest(operation, secret);
        signal.throwIfAborted();
        const { status } = await sendRequest(url, request, { timeoutMs: 10_000 });
        sent += 1;
        const what =
          secret === undefined ? 'no token' : secret === unsigned ? 'an unsigned token' : 'garbage';
        // 403: the tier accepts no token at all.
        if (status !== 401 && status !== 403) wrong.push(`${operation.id} with ${what}: ${status}`);
      }
    }
    if (wrong.length > 0) return refuse(wrong, `Stop publishing at ${name}, and look at its authorization.`);
    return pass([`${guarded.map(({ id }) => id).join(', ')}: ${sent} requests were refused at ${name}`]);
  },
};

function refusedRequest(operation: Operation, secret: string | undefined): PlannedRequest {
  const scenarios = completeScenarios(operation);
  const scenario = scenarios.find(({ status }) => status === 422) ?? scenarios[0];
  if (!scenario) throw new Error(`${operation.id} has no scenario to make a request from.`);
  const hasRule = scenario.status === 422 || operation.requestBody === undefined;
  const planned = hasRule ? scenario.request : { ...scenario.request, body: {} };
  const bare = withoutCredentials(operation, planned);
  const scheme = operation.security?.alternatives[0]?.scheme;
  return scheme && secret !== undefined ? present(bare, scheme, secret) : bare;
}
