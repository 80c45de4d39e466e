// npx taxonomy-mock: the mock with the contract of its package.
import { parseMockCommand } from './command.ts';

parseMockCommand('The contract is that of this package.', 'taxonomy-mock');
// Imported late: Prism loads for a second, and a wrong option must be reported at once.
await import('./main.ts');
