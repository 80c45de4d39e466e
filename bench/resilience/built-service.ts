import { type StartedServer, startServer } from '../../lib/process.ts';
import { apiScript, isBuildStale, readyPath, unlimitedProduction } from '../lib/api.ts';

export type BuiltService = StartedServer<'PORT'> & { readonly origin: string };

/** @throws Error without a build of the current sources */
export function demandBuild(): void {
  if (!apiScript().startsWith('dist/')) throw new Error('There is no build. Run: npm run build');
  if (isBuildStale()) throw new Error('The build is older than the sources. Run: npm run build');
}

/** Starts a new process for the work, with these further variables, and stops it. */
export async function withService<Value>(
  variables: Readonly<Record<string, string>>,
  work: (service: BuiltService) => Promise<Value>,
): Promise<Value> {
  const env = { ...unlimitedProduction, NODE_ENV: 'production', ...variables };
  const started = await startServer(apiScript(), ['PORT'], { env, readyPath });
  try {
    return await work({ ...started, origin: started.urls.PORT });
  } finally {
    await started.stop();
  }
}
