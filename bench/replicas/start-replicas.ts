import { type StartedServer, startServer } from '../../lib/process.ts';
import { readyPath } from '../lib/processes.ts';

const unlimited = { ENVIRONMENT: 'production', RATE_LIMIT: '999999999', LOG_LEVEL: 'warn' };

/** Adds each that starts to the list, also when another does not. @throws Unreachable in that case */
export async function startReplicas(
  started: StartedServer<'PORT'>[],
  count: number,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const start = async () => {
    started.push(await startServer('server/main.ts', ['PORT'], { env: { ...unlimited, ...env }, readyPath }));
  };
  const outcomes = await Promise.allSettled(Array.from({ length: count }, start));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
