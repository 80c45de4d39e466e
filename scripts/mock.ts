// npm run mock: the mock alone, on a contract that is up to date.
import { createCommand } from '../lib/command.ts';
import { endWithNpm } from '../lib/end-with-npm.ts';

createCommand(
  'mock',
  'Serve the examples of the contract: a request that matches a scenario gets its response.',
)
  .option('--verbose', 'log one line for each request')
  .option('--strict', 'answer 501 to a request that matches no scenario')
  .addHelpText(
    'after',
    `
Prism answers any other valid request. The header X-Mock and a line on stderr
say so. The header Prefer chooses the response:
  Prefer: code=404    (or example=unknownLayer, or dynamic=true)
The mock follows generated/openapi.yaml. It listens at HOST (default
127.0.0.1) and MOCK_PORT (default 4010).`,
  )
  .parse();
endWithNpm(() => process.kill(process.pid, 'SIGTERM'));

// Imported late: the generators and Prism load for seconds, and a wrong option must be reported at once.
const { generateOrExit } = await import('../contract/authoring/generate.ts');
await generateOrExit();
await import('../mock/main.ts');
