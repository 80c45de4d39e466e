import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

export const channel = 'taxonomy_releases';

const selectCurrentVersion = 'select version from releases order by sequence desc limit 1';
const reportMs = 30_000;
// When the database is available again, readers notice after this time at most, plus the time to connect.
const longestPauseMs = 1000;

type Report = (current: string | undefined) => void;

/** Listens on a separate connection, and opens another one whenever it breaks. */
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
    const hasReported = await listen(config, report, stop);
    pauseMs = hasReported ? 50 : Math.min(pauseMs * 2 + 50, longestPauseMs);
    await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: stop }).catch(() => {});
  }
}

/** Resolves when the connection is lost or `stop` is aborted; with true if it reported anything. */
async function listen(config: ClientConfig, report: Report, stop: AbortSignal): Promise<boolean> {
  const client = new Client(config);
  let reported = false;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    const end = () => {
      // Otherwise the signal would keep a reference to every broken connection.
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
    // The query also detects a dead connection, which would bring no notifications.
    timer = setInterval(checkOrEnd, reportMs);
    client
      .connect()
      .then(() => client.query(`listen ${channel}`))
      .then(check)
      .catch(end);
  });
  clearInterval(timer);
  // Not awaited: closing a silent connection may never finish.
  void client.end().catch(() => {});
  return reported;
}
