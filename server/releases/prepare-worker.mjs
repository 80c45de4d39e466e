// Starts prepare-worker.ts from its source: a thread does not inherit the TypeScript loader of its process.
// `npm run build` replaces this file with the compiled prepare-worker.ts.
import { register } from 'tsx/esm/api';

register();
await import('./prepare-worker.ts');
