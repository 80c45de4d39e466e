// npm test: every check there is, one line for each stage, and one summary.
import { Option } from 'commander';
import { createCommand } from '../lib/command.ts';
import type { Stage } from '../lib/stages/model.ts';
import { describeRun, describeStage } from '../lib/stages/report.ts';
import { runStage, type StageResult } from '../lib/stages/run-stage.ts';
import { runningStages, staticStages } from './stages.ts';

const names = [...staticStages, ...runningStages].map(({ name }) => name);
const options = createCommand('test', 'Run every check: static ones, unit tests, contract tests.')
  .option('--static', 'the static checks alone, as npm run check does')
  .addOption(new Option('--only <stages...>', 'these stages alone').choices(names).conflicts('static'))
  .parse()
  .opts<{ static?: true; only?: string[] }>();
const isWanted = ({ name }: Stage) => options.only?.includes(name) ?? true;

const results: StageResult[] = [];

// The static stages are processes of one thread each, so two at a time fill two cores; the others
// have workers and servers of their own, and timings that would suffer from company.
const waiting = staticStages.filter(isWanted);
await Promise.all([runAll(waiting), runAll(waiting)]);
if (!options.static) await runAll(runningStages.filter(isWanted));

console.log(describeRun(results));
if (results.some(({ failed }) => failed > 0)) process.exitCode = 1;

async function runAll(stages: Stage[]): Promise<void> {
  for (let stage = stages.shift(); stage; stage = stages.shift()) {
    const result = await runStage(stage);
    results.push(result);
    console.log(describeStage(result));
  }
}
