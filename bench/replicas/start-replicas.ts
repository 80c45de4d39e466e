import { projectRoot } from '../../lib/project.ts';
import { type Started, startScript } from '../lib/processes.ts';

const unlimited = { ENVIRONMENT: 'production', RATE_LIMIT: '999999999', LOG_LEVEL: 'warn' };

/** Adds each that starts to the list, also when another does not. @throws Unreachable in that case */
export async function startReplicas(
  started: Started<'PORT'>[],
  count: number,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const start = async () => {
    started.push(await startScript(projectRoot, 'server/main.ts', ['PORT'], { ...unlimited, ...env }));
  };
  const outcomes = await Promise.allSettled(Array.from({ length: count }, start));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
