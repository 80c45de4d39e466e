// Runs one project of vitest.config.ts. The report goes to stderr, the counts go to stdout as JSON.
import { startVitest, type TestCase } from 'vitest/node';
import { projectRoot } from '../project.ts';
import type { Counts } from './model.ts';

const [project = 'unit'] = process.argv.slice(2);
// Rehearsals measure what clients notice, so one runs at a time.
const options = { watch: false, root: projectRoot, project, fileParallelism: project !== 'rehearsals' };
const vitest = await startVitest('test', [], options, {}, { stdout: process.stderr });
const modules = vitest.state.getTestModules();
const tests = modules.flatMap((module) => [...module.children.allTests()]);
// A file that fails to load has errors and no tests.
const broken = modules.filter((module) => module.errors().length > 0).length;

const inState = (state: string) => tests.filter((test) => test.result().state === state);
const counts: Counts = {
  passed: inState('passed').length,
  failed: inState('failed').length + broken + vitest.state.getUnhandledErrors().length,
  skipped: inState('skipped').map(describeSkip),
};
console.log(JSON.stringify(counts));
await vitest.close();

function describeSkip(test: TestCase): string {
  const result = test.result();
  const reason = result.state === 'skipped' ? result.note : undefined;
  return `${test.module.relativeModuleId}, ${test.fullName}: ${reason ?? 'no reason given'}`;
}
