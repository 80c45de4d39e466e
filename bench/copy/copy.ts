/** What a copy of 100,000 nodes costs the page that keeps it: to bring in step, to verify, to search. */
import { createLookup } from '../../client/src/lookup/index.ts';
import { readFullSync, verifyFullSync } from '../../client/src/sync/verify.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { applyChanges } from '../../taxonomy/change.ts';
import { diff } from '../../taxonomy/diff.ts';
import { countNodes, type Release, type Taxonomy } from '../../taxonomy/tree.ts';
import { describeMachine } from '../lib/machine.ts';
import { type Spread, spreadOf } from '../lib/statistics.ts';
import { formatCount, renderTable, verdict } from '../lib/table.ts';
import { makeTaxonomy } from '../lib/taxonomies.ts';

export interface CopyFigure {
  readonly name: string;
  readonly unit: 'ms' | 'µs';
  readonly figure: Spread;
  /** The most that the median may be. */
  readonly goal: number;
}

export type CopyBench = Awaited<ReturnType<typeof benchCopy>>;

const rounds = 11;

type Add = (name: string, goal: number, run: () => Promise<number>, unit?: 'ms' | 'µs') => Promise<void>;

export async function benchCopy(print: (line: string) => void) {
  const figures: CopyFigure[] = [];
  const add: Add = async (name, goal, run, unit = 'ms') => {
    print(`${name} …`);
    const values: number[] = [];
    // The first one is slow: its code is not compiled yet.
    while (values.length <= rounds) values.push(await run());
    figures.push({ name, unit, figure: spreadOf(values.slice(1)), goal });
  };
  const taxonomy = makeTaxonomy(100_000);
  const body = JSON.stringify({
    version: '1.0.0',
    metadata: { checksum: checksum(taxonomy), generatedAt: '', ...countNodes(taxonomy) },
    data: taxonomy,
  });
  await addVerifying(add, taxonomy, body);
  await addLookup(add, body);
  return { ...describeMachine(), rounds, figures };
}

/** A new one each time: what was made of another is of no use for it. */
const releaseOf = (body: string) => readFullSync(JSON.parse(body)) as Release;

async function addVerifying(add: Add, taxonomy: Taxonomy, body: string): Promise<void> {
  for (const every of [3_846, 20]) {
    const changes = diff(taxonomy, renameEach(taxonomy, every));
    await add(`a delta of ${formatCount(changes.length)} changes`, 50, async () => {
      const copy = releaseOf(body);
      return timed(() => applyChanges(copy, changes));
    });
  }
  await add('a whole copy, verified', 150, async () => {
    const parsed = JSON.parse(body);
    return timed(() => readFullSync(parsed));
  });
  await add('… the longest slice of it', 16, async () => {
    const parsed = JSON.parse(body);
    return longestTurn(() => verifyFullSync(parsed));
  });
}

async function addLookup(add: Add, body: string): Promise<void> {
  await add('the indexes of a search, the longest slice', 16, () => {
    const lookup = createLookup(releaseOf(body));
    return longestTurn(lookup.ready);
  });
  const lookup = createLookup(releaseOf(body));
  await lookup.ready();
  const nodes = lookup
    .children()
    .flatMap(({ hfn }) => lookup.children(hfn))
    .flatMap(({ hfn }) => lookup.children(hfn));
  const each = (use: (path: string) => unknown) => async () =>
    (timed(() => nodes.forEach(({ hfn }) => void use(hfn))) / nodes.length) * 1000;
  await add('a node', 20, each(lookup.node), 'µs');
  await add('a conversion', 50, each(lookup.hfnToMfa), 'µs');
  for (const text of ['A', 'AC', 'acid jazz', 'S.', 'no such name'])
    await add(`a search for "${text}"`, 5, async () => timed(() => lookup.search(text)));
}

function renameEach(taxonomy: Taxonomy, every: number): Taxonomy {
  let place = 0;
  const renamed = taxonomy.layers.map((layer) => ({
    ...layer,
    categories: layer.categories.map((category) => ({
      ...category,
      subcategories: category.subcategories.map((node) =>
        place++ % every === 0 ? { ...node, name: 'Renamed' } : node,
      ),
    })),
  }));
  return { ...taxonomy, layers: renamed };
}

function timed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/** Milliseconds of the longest turn of the event loop while something is done. */
async function longestTurn(run: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let ends = false;
  let last = performance.now();
  const watch = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!ends) setImmediate(watch);
  };
  const work = run();
  setImmediate(watch);
  await work;
  ends = true;
  watch();
  return longest;
}

export function isMet({ figure, goal }: CopyFigure): boolean {
  return figure.median <= goal;
}

/** Fits 80 columns. */
export function renderCopy({ figures, node, cpu }: CopyBench): string {
  const rows = figures.map((row) => [
    row.name,
    ...[row.figure.median, row.figure.min, row.figure.max].map((value) => value.toFixed(1)),
    `≤ ${row.goal} ${row.unit}`,
    verdict(isMet(row)),
  ]);
  return [
    renderTable(['100,000 nodes', 'median', 'least', 'most', 'goal', ''], rows),
    '',
    `${rounds} runs of each. Searches are of a copy that has its index.`,
    `Node ${node.slice(1)}, ${cpu}`,
  ].join('\n');
}
