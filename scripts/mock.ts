// npm run mock: the mock alone, on a contract that is up to date.
import { endWithNpm } from '../lib/end-with-npm.ts';
import { parseMockCommand } from '../mock/command.ts';

parseMockCommand('The mock follows generated/openapi.yaml.');
endWithNpm(() => process.kill(process.pid, 'SIGTERM'));

// Imported late: the generators and Prism load for seconds, and a wrong option must be reported at once.
const { generateOrExit } = await import('../contract/authoring/generate.ts');
await generateOrExit();
await import('../mock/main.ts');
