/** The API as a process. config.ts lists its environment variables. */
import { performance } from 'node:perf_hooks';
import { readContract, watchContract } from '../contract/bundle-file.ts';
import { explainListen } from '../lib/ports.ts';
import { readOrExit } from '../lib/variables.ts';
import { readBuild } from './build/read-build.ts';
import { readConfig } from './config.ts';
import { createLog } from './http/log.ts';
import { MetricsNotServed } from './metrics/model.ts';
import { type Service, startService } from './service.ts';
import { checkReleases } from './store/check-releases.ts';
import { DamagedRelease } from './store/damage.ts';
import { locationOf, openStore } from './store/open-store.ts';
import { StoreRefused, StoreUnavailable } from './store/store.ts';

const contract = readContract();
const config = readOrExit(() => readConfig(process.env, contract));
const { logger, droppedLines } = createLog(config);
// Not awaited: the build turns this file into a script, where top-level await is not allowed.
serve();

async function serve(): Promise<void> {
  const clock = { now: () => new Date(), uptime: () => performance.now() };
  const { environment: tier } = config;
  const adopted = () => logger.info({ tier }, `the store is marked as ${tier}`);
  const store = await openStore({ ...config, mark: { tier, adopted } }).catch(explainStore);
  const service = await startService({
    config,
    contract,
    store,
    clock,
    build: readBuild(),
    logger,
    droppedLines,
  }).catch(explainStart);
  const { url, metricsUrl } = service;
  logger.info({ url, metricsUrl, contract: contract.version }, 'listening');
  checkReleases(store, (err) => logger.error({ err }, 'a release is damaged in the store')).catch((err) =>
    logger.error({ err }, 'the releases could not be checked'),
  );

  const stop = async (signal: string, prepare?: () => Promise<void>) => {
    logger.info({ signal }, 'stopping');
    await prepare?.();
    await service.close();
    await store.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void stop(signal, service.drain));
  // From a person, who waits.
  process.once('SIGINT', () => {
    process.once('SIGINT', () => {
      console.error('Ended at once: responses that were being sent are cut off.');
      process.exit(130);
    });
    void stop('SIGINT');
  });
  if (config.environment === 'dev') followContract(service);
}

/** Serves the newest edited contract that works. */
function followContract({ useContract }: Service): void {
  watchContract({
    changed: async (edited) => {
      await useContract(edited);
      logger.info({ contract: edited.version, checksum: edited.checksum }, 'contract reloaded');
    },
    failed: (error) =>
      logger.error({ err: error }, 'the edited contract cannot be served; the previous one stays'),
  });
}

function explainStore(error: Error): never {
  if (error instanceof StoreRefused) {
    console.error(error.message);
    process.exit(1);
  }
  if (!(error instanceof StoreUnavailable)) throw error;
  // Without the error itself: its stack tells an operator nothing.
  const reason = error.cause instanceof Error ? error.cause.message : error.message;
  logger.error({ reason }, 'the store of releases cannot be opened');
  console.error(
    `The releases in ${locationOf(config)} cannot be opened (${reason}). Check that it exists and that this user may write to it.`,
  );
  process.exit(3);
}

function explainStart(error: NodeJS.ErrnoException): never {
  if (error instanceof StoreUnavailable) explainStore(error);
  if (error instanceof DamagedRelease) {
    console.error(`No release can be served. ${error.message} Restore a backup.`);
    process.exit(1);
  }
  const { host, port } = config;
  const sentence =
    error instanceof MetricsNotServed
      ? explainListen(error.cause, error.host, { variable: 'METRICS_PORT', port: error.port }, 'METRICS_HOST')
      : explainListen(error, host, { variable: 'PORT', port });
  if (sentence === undefined) throw error;
  console.error(sentence);
  process.exit(1);
}
