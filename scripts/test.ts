// npm test: every check there is, one line for each stage, and one summary.
import { createCommand } from './lib/command.ts';
import { describeRun, describeStage } from './test/report.ts';
import { type Outcome, runStage } from './test/run-stage.ts';
import { runningStages, type Stage, staticStages } from './test/stages.ts';

const options = createCommand('test', 'Run every check: static ones, unit tests, contract tests.')
  .option('--static', 'the static checks alone, as npm run check does')
  .parse()
  .opts<{ static?: true }>();

const outcomes: Outcome[] = [];

// Two at a time fill two cores: the static stages are of one thread each, and of the running ones each waits for
// processes of its own now and then. What is wrong in the contract or the types is said before anything runs.
await runTwo(staticStages);
if (!options.static) await runTwo(runningStages);

console.log(describeRun(outcomes));
if (outcomes.some(({ failed }) => failed > 0)) process.exitCode = 1;

async function runTwo(stages: readonly Stage[]): Promise<void> {
  const waiting = [...stages];
  await Promise.all([runAll(waiting), runAll(waiting)]);
}

async function runAll(stages: Stage[]): Promise<void> {
  for (let stage = stages.shift(); stage; stage = stages.shift()) {
    const outcome = await runStage(stage);
    outcomes.push(outcome);
    console.log(describeStage(outcome));
  }
}
