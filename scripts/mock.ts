// npm run mock: the mock alone, on a contract that is up to date.
import { createCommand } from '../lib/command.ts';

const command = createCommand(
  'mock',
  'Answer by the contract: a request that fits a scenario, as its example says.',
)
  .option('--verbose', 'a line for each request')
  .addHelpText(
    'after',
    `
Any other valid request is answered by Prism; choose the answer with the header
  Prefer: code=404    (or example=unknownLayer, or dynamic=true)
The mock follows generated/openapi.yaml. MOCK_PORT (default 4010) and HOST (default 127.0.0.1) say where it is.`,
  )
  .parse();

// The generators take seconds to load: too long to be told of a wrong option.
const { generateOrExit } = await import('../contract/authoring/generate-or-exit.ts');
await generateOrExit();
const { serveMock } = await import('../mock/serve-mock.ts');
await serveMock(command.opts<{ verbose?: true }>());
