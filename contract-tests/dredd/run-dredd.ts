import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { DreddEvents } from 'dredd';
import type { Failure } from '../../contract/check-response.ts';
import type { Contract } from '../../contract/model.ts';
import type { Patience } from '../http/patience.ts';
import type { CaseResults, TestCase } from '../model.ts';
import { dreddDocument } from './dredd-document.ts';
import { createHooks, type DreddHooks } from './dredd-hooks.ts';

const hookFile = fileURLToPath(new URL('hooks.cjs', import.meta.url));
// Two runs share this process, and each keeps it busy for seconds on a slow machine.
const timeoutMs = 60_000;

/**
 * Sends the test cases through Dredd.
 * @throws Error when Dredd did not load the hooks or did not compile every declared status
 */
export async function runDredd(
  contract: Contract,
  url: string,
  cases: readonly TestCase[],
  patience?: Patience,
): Promise<CaseResults> {
  const Dredd = loadDredd();
  const hooks = createHooks(contract, cases, url, patience);
  const emitter = new EventEmitter<DreddEvents>();
  const failures = collectFailures(emitter, hooks);
  const dredd = new Dredd({
    endpoint: url,
    apiDescriptions: [{ location: 'contract', content: dreddDocument(contract) }],
    hookfiles: [hookFile],
    custom: { attach: hooks.attach },
    emitter,
    http: { timeout: timeoutMs },
    loglevel: 'silent',
  });
  const ran = await new Promise<number>((resolve, reject) => {
    dredd.run((error, { tests }) => (error ? reject(error) : resolve(tests)));
  });
  const problem = hooks.setupFailure();
  if (problem) throw new Error(problem);
  return { ran, failures };
}

// A case has passed when Dredd reports a pass and the hook has checked the response. Neither is enough alone.
function collectFailures(
  emitter: EventEmitter<DreddEvents>,
  { checked }: DreddHooks,
): ReadonlyMap<string, readonly Failure[]> {
  const failures = new Map<string, readonly Failure[]>();
  emitter.on('test pass', ({ title }) => {
    failures.set(title, checked.get(title) ?? [{ where: 'response', detail: 'was never checked' }]);
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

type DreddClass = typeof import('dredd').default;
type ReporterLogger = { default: { transports: { console: { silent: boolean } } } };

/** Loads Dredd and silences it: our report prints everything. */
function loadDredd(): DreddClass {
  const require = createRequire(import.meta.url);
  const { emitWarning } = process;
  // Node warns about a circular import in Dredd's logger and, from version 22 on, about a built-in module that it uses.
  process.emitWarning = () => {};
  try {
    const Dredd: DreddClass = require('dredd');
    // The log level `silent` does not cover the console reporter, which has no option to turn it off.
    const reporter: ReporterLogger = require('dredd/build/reporters/reporterOutputLogger.js');
    reporter.default.transports.console.silent = true;
    return Dredd;
  } finally {
    process.emitWarning = emitWarning;
  }
}
