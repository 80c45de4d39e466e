// Starts prepare-worker.ts from its source: a thread does not inherit the loader of TypeScript from its
// process. `npm run build` puts that file itself in this place.
import { register } from 'tsx/esm/api';

register();
await import('./prepare-worker.ts');
