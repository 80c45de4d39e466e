// npm run interop: what tools that we did not write make of the contract.
import { Option } from 'commander';
import { renderInterop, renderLine, saveInterop } from '../contract-tests/interop/report.ts';
import { runInterop } from '../contract-tests/interop/run-interop.ts';
import { interopTools } from '../contract-tests/interop/tools/index.ts';
import { createCommand } from '../lib/command.ts';

const names = interopTools.map(({ name }) => name);
const { only, sample, save, json } = createCommand(
  'interop',
  'Try the contract with tools that we did not write. Those that the project lacks are fetched once.',
)
  .addOption(new Option('--only <tools...>', 'these tools alone').choices(names))
  .addOption(new Option('--sample', 'the tools that npm test runs').conflicts('only'))
  .addOption(new Option('--save', 'write the table of docs/interop.md').conflicts(['only', 'sample']))
  .option('--json', 'print the results as JSON')
  .parse()
  .opts<{ only?: string[]; sample?: true; save?: true; json?: true }>();

const tools = interopTools.filter(({ name, isSample }) =>
  sample ? isSample : (only?.includes(name) ?? true),
);
const results = await runInterop(tools, (result) => console.error(renderLine(result)));
if (save) await saveInterop(interopTools, results);
console.log(json ? JSON.stringify(results, null, 2) : renderInterop(results));
if (results.some(({ verdict }) => verdict === 'failed')) process.exitCode = 1;
