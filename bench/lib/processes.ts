/** The servers that benches measure. */
import { routes } from '../../generated/operations.ts';
import { type StartedServer, startServer } from '../../lib/process.ts';
import { apiScript } from './api-script.ts';

/** Of the API: its path answers as soon as it serves. */
export const readyPath = routes.getHealth.path;

// Every request is checked and logged, but none is refused.
const asInProduction = {
  NODE_ENV: 'production',
  ENVIRONMENT: 'production',
  LOG_LEVEL: 'info',
  RATE_LIMIT: '999999999',
};

/** The API as in production, on the releases in `dataDir`. */
export function startApi(dataDir: string): Promise<StartedServer<'PORT'>> {
  return startServer(apiScript(), ['PORT'], { env: { ...asInProduction, DATA_DIR: dataDir }, readyPath });
}
