/** A promotion as a process of its own, which a rehearsal kills. Arguments: the folder of the tiers, the build. */
import { promote } from '../promote.ts';
import { onlyGates, optionsFor } from './rehearsal.ts';

const [root = '', build = ''] = process.argv.slice(2);
await promote(root, optionsFor('staging', { build, watchMs: 1500, gates: onlyGates() }), () => {});
