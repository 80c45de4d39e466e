/** The command line of the mock, as an npm script of this project and as the package taxonomy-mock. */
import { InvalidArgumentError } from 'commander';
import { createCommand } from '../lib/command.ts';

/**
 * Parses the command line. main.ts reads `--verbose` and `--strict` from it, and the port from MOCK_PORT.
 *
 * @param source a sentence that says which contract is served
 * @param usage how this command is started, unless by `npm run mock`
 * @param argv as that of the process
 */
export function parseMockCommand(source: string, usage?: string, argv = process.argv): void {
  const command = createCommand(
    'mock',
    'Serve the examples of the contract: a request that matches a scenario gets its response.',
    usage,
  )
    .option('--port <number>', 'listen on this port instead of MOCK_PORT', readPort)
    .option('--verbose', 'log one line for each request')
    .option('--strict', 'answer 501 to a request that matches no scenario')
    .addHelpText(
      'after',
      `
Prism answers any other valid request. The header X-Mock and a line on stderr
say so. The header Prefer chooses the response:
  Prefer: code=404    (or example=unknownLayer, or dynamic=true)
${source} It listens at HOST (default
127.0.0.1) and MOCK_PORT (default 4010).`,
    )
    .parse(argv);
  const { port } = command.opts<{ port?: string }>();
  if (port !== undefined) process.env.MOCK_PORT = port;
}

function readPort(value: string): string {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return value;
  throw new InvalidArgumentError('It has to be a number from 0 to 65535.');
}
