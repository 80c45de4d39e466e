/** What a running service says of itself. */

import { parseContract } from '../contract/contract.ts';
import { healthOperation } from '../contract/identity.ts';
import type { Contract } from '../contract/model.ts';
import { documentPaths } from '../contract/served-document.ts';
import { Unreachable } from '../lib/reach.ts';
import type { Schema } from '../server/operation-types.ts';

export type Health = Schema['Health'];

const timeoutMs = 10_000;

/** The contract that the service has. @throws Unreachable, or Error when it serves none */
export async function askContract(url: string, signal?: AbortSignal): Promise<Contract> {
  const response = await ask(`${url}${documentPaths.yaml}`, signal);
  if (!response.ok)
    throw new Error(`${url}${documentPaths.yaml} answers ${response.status}, not with a contract.`);
  return parseContract(await response.text());
}

/** @throws Unreachable, or Error when the response is none that the contract declares for health */
export async function askHealth(url: string, contract: Contract, signal?: AbortSignal): Promise<Health> {
  const operation = healthOperation(contract);
  if (!operation) throw new Error('The contract marks no response as x-health.');
  const response = await ask(`${url}${operation.path}`, signal);
  const body: unknown = await response.json().catch(() => undefined);
  const media = operation.responses.get(response.status)?.content.get('application/json');
  if (media && contract.validate(media.schemaPointer, body).length === 0) return body as Health;
  throw new Error(`${url}${operation.path} answers ${response.status} with something else than its health.`);
}

/**
 * When the process that answers was started, at the latest, by `performance.now()` of this process. A later start is
 * another process: a service needs longer for its start than two clocks differ.
 */
export async function askStart(url: string, contract: Contract): Promise<number> {
  const { uptime } = await askHealth(url, contract);
  return performance.now() - uptime * 1000;
}

async function ask(url: string, signal?: AbortSignal): Promise<Response> {
  const signals = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
  // A connection that was kept may lead to the build before.
  const headers = { connection: 'close' };
  return fetch(url, { headers, signal: AbortSignal.any(signals), redirect: 'error' }).catch(
    (error: Error) => {
      throw new Unreachable(`Nothing answers at ${url}${reasonOf(error)}.`);
    },
  );
}

function reasonOf({ cause }: Error): string {
  const code: unknown = Object(cause).code;
  return typeof code === 'string' ? ` (${code})` : '';
}
