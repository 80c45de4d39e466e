import { createRequire } from 'node:module';

type DreddClass = typeof import('dredd').default;
type ReporterLogger = { default: { transports: { console: { silent: boolean } } } };

/** Dredd, without a word of its own: what there is to say, our report says. */
export function loadDredd(): DreddClass {
  const require = createRequire(import.meta.url);
  const { emitWarning } = process;
  // Node warns about a circular import in Dredd's logger and, from 22 on, about a built-in that it uses.
  process.emitWarning = () => {};
  try {
    const Dredd: DreddClass = require('dredd');
    // The log level `silent` covers its log alone; its console reporter cannot be turned off in another way.
    const reporter: ReporterLogger = require('dredd/build/reporters/reporterOutputLogger.js');
    reporter.default.transports.console.silent = true;
    return Dredd;
  } finally {
    process.emitWarning = emitWarning;
  }
}
