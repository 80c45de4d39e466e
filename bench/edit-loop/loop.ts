/** How long an edit of the contract takes to arrive: in the types, at the mock, at the server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../../lib/process.ts';
import { copyProject } from '../../lib/project.ts';
import { readyPath } from '../lib/api.ts';
import { timeUntil } from '../lib/time-until.ts';
import { createEditor, type Edit } from './contract-edit.ts';
import { type Arrival, goalMs, type LoopBench, summarisePlaces, summariseTools } from './loop-report.ts';
import { timeTools } from './loop-tools.ts';

const warmUpEdits = 3;
const toolRounds = 5;
const typesPlace = 'types, client';
// Each edit starts when the processes have finished the one before.
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
  print(`The tools one after another, ${toolRounds} times …`);
  const tools = summariseTools(arrivals, await timeTools(copy, toolRounds));
  return { edits, goalMs, places: summarisePlaces(arrivals), tools };
}

async function timeEdit({ save, isInTypes, isServed }: Edit): Promise<Arrival[]> {
  await sleep(pauseMs);
  const servers = Object.entries(isServed);
  for (const [place, hasEdit] of [[typesPlace, isInTypes] as const, ...servers]) {
    if (await hasEdit()) throw new Error(`${place}: the edit shows before it is made`);
  }
  const start = performance.now();
  await save();
  const arrivalAt = async (place: string, hasEdit: () => Promise<boolean>): Promise<Arrival> => {
    const waiting = { start, timeoutMs: 10_000, pollMs: 4 };
    return { place, milliseconds: await timeUntil(`${place} has the edit`, hasEdit, waiting) };
  };
  const types = await arrivalAt(typesPlace, isInTypes);
  // The servers are requested only now: they follow the bundle, which is written after the types, and requests
  // cost them time.
  return [types, ...(await Promise.all(servers.map(([place, hasEdit]) => arrivalAt(place, hasEdit))))];
}
