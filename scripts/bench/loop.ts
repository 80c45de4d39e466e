/** How long an edit of the contract takes to arrive: in the types, at the mock, at the server. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopChildren } from '../start/children.ts';
import { createEditor, editedPath } from './contract-edit.ts';
import { startScript } from './processes.ts';
import { copyProject } from './project-copy.ts';
import { spreadOf } from './statistics.ts';

export interface LoopBench {
  readonly edits: number;
  readonly goalMs: number;
  readonly places: readonly PlaceSummary[];
}

export interface PlaceSummary {
  readonly name: string;
  readonly medianMs: number;
  readonly maxMs: number;
  readonly withinGoal: boolean;
}

/** Where an edit arrives, and whether the parameter of that name has. */
interface Place {
  readonly name: string;
  readonly knows: (parameter: string) => Promise<boolean>;
}

const goalMs = 300;
const warmUpEdits = 3;
const pollMs = 4;
const patienceMs = 10_000;
// So that each edit finds everything at rest.
const pauseMs = 200;

/** Runs what `npm start` runs in a copy of the project, and edits the contract there. */
export async function benchLoop(edits: number, say: (line: string) => void): Promise<LoopBench> {
  const copy = await copyProject();
  const env = { ENVIRONMENT: 'dev', RATE_LIMIT: '1000000000' };
  const { child, urls } = await startScript(copy, 'scripts/start.ts', ['PORT', 'MOCK_PORT'], env);
  const places = [
    { name: 'types, client', knows: isInFile(join(copy, 'generated/api.ts')) },
    { name: 'mock', knows: isAcceptedBy(urls.MOCK_PORT) },
    { name: 'server', knows: isAcceptedBy(urls.PORT) },
  ];
  const save = await createEditor(copy);
  const arrivals: number[][] = places.map(() => []);
  for (let number = 1 - warmUpEdits; number <= edits; number += 1) {
    const milliseconds = await timeEdit(`edit${number + warmUpEdits}`, save, places);
    say(`${number > 0 ? `edit ${number}` : 'warm-up'}  ${milliseconds.map(Math.round).join('  ')} ms`);
    if (number > 0) for (const [index, arrival] of milliseconds.entries()) arrivals[index]?.push(arrival);
  }
  await stopChildren([child]);
  return { edits, goalMs, places: places.map(({ name }, index) => summarise(name, arrivals[index] ?? [])) };
}
