// npm run diff: does the contract break clients of the one before it?
import { diffContract, renderDiff } from './diff/diff.ts';
import { createCommand } from './lib/command.ts';
import { projectRoot } from './lib/project.ts';

createCommand('diff', 'Say what generated/openapi.yaml breaks for clients of the commit before it.').parse();

const diff = await diffContract(projectRoot);
const isBreaking = 'breaking' in diff && diff.breaking.length > 0;
console[isBreaking ? 'error' : 'log'](renderDiff(diff));
if (isBreaking) process.exitCode = 1;
