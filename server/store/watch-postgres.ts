import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { selectCurrentVersion } from './schema.ts';

export const channel = 'taxonomy_releases';

const reportMs = 30_000;
// Once the database is back, readers are behind by no more than this and the time that a connection takes.
const longestPauseMs = 1000;

type Report = (current: string | undefined) => void;

/** Listens on a connection of its own, and opens another whenever that breaks. */
export function watchPostgres(config: ClientConfig, report: Report): () => Promise<void> {
  const stop = new AbortController();
  const following = follow(config, report, stop.signal);
  return () => {
    stop.abort();
    return following;
  };
}

async function follow(config: ClientConfig, report: Report, stop: AbortSignal): Promise<void> {
  let pauseMs = 0;
  while (!stop.aborted) {
    const heard = await listen(config, report, stop);
    pauseMs = heard ? 50 : Math.min(pauseMs * 2 + 50, longestPauseMs);
    await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: stop }).catch(() => {});
  }
}

/** Resolves once the connection is lost or no longer wanted: with true if it had reported anything. */
async function listen(config: ClientConfig, report: Report, stop: AbortSignal): Promise<boolean> {
  const client = new Client(config);
  let reported = false;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    const end = () => {
      // The signal would hold on to every connection that an outage has broken.
      stop.removeEventListener('abort', end);
      resolve();
    };
    const check = async () => {
      const { rows } = await client.query(selectCurrentVersion);
      if (stop.aborted) return;
      reported = true;
      report(rows[0]?.version);
    };
    const checkOrEnd = () => check().catch(end);
    stop.addEventListener('abort', end);
    client.on('error', end).on('end', end).on('notification', checkOrEnd);
    // This also finds out whether the connection that should bring the notifications is still alive.
    timer = setInterval(checkOrEnd, reportMs);
    client
      .connect()
      .then(() => client.query(`listen ${channel}`))
      .then(check)
      .catch(end);
  });
  clearInterval(timer);
  // Not awaited: the end of a connection that went silent may take for ever.
  void client.end().catch(() => {});
  return reported;
}
