/** How long an edit of the contract takes to arrive: in the types, at the mock, at the server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { stopChildren } from '../start/children.ts';
import { createEditor, type Edit } from './contract-edit.ts';
import { startScript } from './processes.ts';
import { copyProject } from './project-copy.ts';
import { spreadOf } from './statistics.ts';

export interface LoopBench {
  readonly edits: number;
  readonly goalMs: number;
  readonly places: readonly PlaceSummary[];
}

export interface PlaceSummary {
  readonly place: string;
  readonly medianMs: number;
  readonly maxMs: number;
  /** By the median. */
  readonly withinGoal: boolean;
}

interface Arrival {
  readonly place: string;
  readonly milliseconds: number;
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
  const nextEdit = await createEditor(copy, { server: urls.PORT, mock: urls.MOCK_PORT });
  const makeEdits = async (count: number) => {
    const arrivals: Arrival[] = [];
    for (let made = 0; made < count; made += 1) arrivals.push(...(await timeEdit(nextEdit())));
    return arrivals;
  };

  say(`${warmUpEdits} edits to warm up …`);
  await makeEdits(warmUpEdits);
  say(`${edits} edits …`);
  const arrivals = await makeEdits(edits);
  await stopChildren([child]);
  return { edits, goalMs, places: summarise(arrivals) };
}

async function timeEdit({ save, hasArrived }: Edit): Promise<Arrival[]> {
  await sleep(pauseMs);
  const places = Object.entries(hasArrived);
  for (const [place, arrived] of places) {
    if (await arrived()) throw new Error(`${place}: the edit shows before it is made`);
  }
  const start = performance.now();
  await save();
  return Promise.all(
    places.map(async ([place, arrived]) => {
      while (!(await arrived())) {
        if (performance.now() - start > patienceMs) throw new Error(`${place}: the edit does not arrive`);
        await sleep(pollMs);
      }
      return { place, milliseconds: performance.now() - start };
    }),
  );
}

export function summarise(arrivals: readonly Arrival[]): PlaceSummary[] {
  const places = [...new Set(arrivals.map(({ place }) => place))];
  return places.map((place) => {
    const own = arrivals.filter((arrival) => arrival.place === place);
    const { median, max } = spreadOf(own.map(({ milliseconds }) => milliseconds));
    return { place, medianMs: median, maxMs: max, withinGoal: median <= goalMs };
  });
}
