import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DreddEvents } from 'dredd';
import type { Failure } from '../../contract/check-response.ts';
import type { Contract } from '../../contract/model.ts';
import type { CaseResults, TestCase } from '../model.ts';
import { dreddDocument } from './dredd-document.ts';
import { createHooks, type DreddHooks } from './dredd-hooks.ts';
import { loadDredd } from './load-dredd.ts';

const HOOK_FILE = fileURLToPath(new URL('hooks.cjs', import.meta.url));
const TIMEOUT_MS = 10_000;

/** Sends what is planned through Dredd. Throws when Dredd did not do what it was told to. */
export async function runDredd(
  contract: Contract,
  url: string,
  plan: readonly TestCase[],
): Promise<CaseResults> {
  const Dredd = loadDredd();
  const hooks = createHooks(contract, plan, url);
  const emitter = new EventEmitter<DreddEvents>();
  const failures = collectFailures(emitter, hooks);
  const dredd = new Dredd({
    endpoint: url,
    apiDescriptions: [{ location: 'contract', content: dreddDocument(contract) }],
    hookfiles: [HOOK_FILE],
    custom: { attach: hooks.attach },
    emitter,
    http: { timeout: TIMEOUT_MS },
    loglevel: 'silent',
  });
  const ran = await new Promise<number>((resolve, reject) => {
    dredd.run((error, { tests }) => (error ? reject(error) : resolve(tests)));
  });
  const refusal = hooks.refusal();
  if (refusal) throw new Error(refusal);
  return { ran, failures };
}

// A pass counts when Dredd says so and the hook has seen the answer: neither is believed alone.
function collectFailures(
  emitter: EventEmitter<DreddEvents>,
  { checked }: DreddHooks,
): ReadonlyMap<string, readonly Failure[]> {
  const failures = new Map<string, readonly Failure[]>();
  emitter.on('test pass', ({ title }) => {
    failures.set(title, checked.get(title) ?? [{ where: 'answer', detail: 'was never checked' }]);
  });
  emitter.on('test fail', ({ title, message }) => {
    const found = checked.get(title) ?? [];
    failures.set(title, found.length > 0 ? found : [{ where: 'Dredd', detail: message }]);
  });
  emitter.on('test error', ({ message }, { title }) => {
    failures.set(title, [{ where: 'connection', detail: message }]);
  });
  return failures;
}
