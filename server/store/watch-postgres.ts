import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

export const channel = 'taxonomy_releases';

const selectCurrentVersion = 'select version from releases order by sequence desc limit 1';
const reportMs = 30_000;
const pollMs = 1000;
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
  let seen: string | undefined;
  let nextReportAt = 0;
  let hasEnded = false;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    const end = () => {
      // Otherwise the signal would keep a reference to every broken connection.
      stop.removeEventListener('abort', end);
      hasEnded = true;
      resolve();
    };
    const check = async () => {
      const { rows } = await client.query(selectCurrentVersion);
      const current: string | undefined = rows[0]?.version;
      if (stop.aborted || (current === seen && performance.now() < nextReportAt)) return;
      reported = true;
      seen = current;
      nextReportAt = performance.now() + reportMs;
      report(current);
    };
    const checkOrEnd = () => check().catch(end);
    stop.addEventListener('abort', end);
    client.on('error', end).on('end', end).on('notification', checkOrEnd);
    client
      .connect()
      .then(() => client.query(`listen ${channel}`))
      .then(check)
      .then(() => {
        // The query also detects a dead connection. And no notification passes PgBouncer in transaction mode.
        if (!hasEnded) timer = setInterval(checkOrEnd, pollMs);
      })
      .catch(end);
  });
  clearInterval(timer);
  // Not awaited: closing a silent connection may never finish.
  void client.end().catch(() => {});
  return reported;
}
