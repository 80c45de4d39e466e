/** How long an edit of the contract takes to arrive: in the types, at the mock, at the server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../../lib/process.ts';
import { copyProject } from '../../lib/project-copy.ts';
import { readyPath } from '../lib/processes.ts';
import { createEditor, type Edit } from './contract-edit.ts';
import {
  type Arrival,
  goalMs,
  type PlaceSummary,
  summarise,
  summariseTools,
  type ToolsSummary,
} from './loop-summary.ts';
import { timeTools } from './loop-tools.ts';

export interface LoopBench {
  readonly edits: number;
  readonly goalMs: number;
  readonly places: readonly PlaceSummary[];
  readonly tools: ToolsSummary;
}

const warmUpEdits = 3;
const toolRounds = 5;
const typesPlace = 'types, client';
const pollMs = 4;
const patienceMs = 10_000;
// So that each edit finds everything at rest.
const pauseMs = 200;

/** Runs what `npm start` runs in a copy of the project, and edits the contract there. */
export async function benchLoop(edits: number, print: (line: string) => void): Promise<LoopBench> {
  const copy = await copyProject();
  const env = { ENVIRONMENT: 'dev', RATE_LIMIT: '999999999' };
  const { urls, stop } = await startServer('scripts/start.ts', ['PORT', 'MOCK_PORT'], {
    root: copy,
    env,
    readyPath,
  });
  const nextEdit = await createEditor(copy, { server: urls.PORT, mock: urls.MOCK_PORT });
  const makeEdits = async (count: number) => {
    const arrivals: Arrival[] = [];
    for (let made = 0; made < count; made += 1) arrivals.push(...(await timeEdit(nextEdit())));
    return arrivals;
  };

  print(`${warmUpEdits} edits to warm up …`);
  await makeEdits(warmUpEdits);
  print(`${edits} edits …`);
  const arrivals = await makeEdits(edits);
  await stop();
  print(`the tools one after another, ${toolRounds} times …`);
  const tools = summariseTools(arrivals, await timeTools(copy, toolRounds));
  return { edits, goalMs, places: summarise(arrivals), tools };
}

async function timeEdit({ save, isInTypes, isServed }: Edit): Promise<Arrival[]> {
  await sleep(pauseMs);
  const servers = Object.entries(isServed);
  for (const [place, arrived] of [[typesPlace, isInTypes] as const, ...servers]) {
    if (await arrived()) throw new Error(`${place}: the edit shows before it is made`);
  }
  const start = performance.now();
  await save();
  const types = await arrival(typesPlace, isInTypes, start);
  // Not asked before: the bundle that they follow is written after the types, and asking costs time.
  return [types, ...(await Promise.all(servers.map(([place, arrived]) => arrival(place, arrived, start))))];
}

async function arrival(place: string, arrived: () => Promise<boolean>, start: number): Promise<Arrival> {
  while (!(await arrived())) {
    if (performance.now() - start > patienceMs) throw new Error(`${place}: the edit does not arrive`);
    await sleep(pollMs);
  }
  return { place, milliseconds: performance.now() - start };
}
