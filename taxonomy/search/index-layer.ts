/** The index of one layer. A release is indexed layer by layer, so that other work can be done in between. */
import { atOnce } from '../at-once.ts';
import { deprecationOf } from '../snapshot.ts';
import { type Alias, type Layer, type Level, type Node, walkNodes } from '../tree.ts';
import { fold } from './fold.ts';
import { indexLabels, labelOf, NONE, occurrenceOf, WHOLE } from './labels.ts';
import { EXACT, rankPaths, withoutSequence } from './rank-paths.ts';

/** A node that was found. `path` has the names from its layer down to its own. */
export interface SearchHit {
  readonly hfn: string;
  readonly mfa: string;
  readonly name: string;
  readonly level: Level;
  readonly path: readonly string[];
  readonly deprecated?: true;
  readonly replacedBy?: string;
}

export interface LayerIndex {
  readonly code: string;
  /**
   * The rank of each node for a folded text, in the order of the tree. 0 is the best, and `NONE` is no hit. The array is
   * valid until the next call: a new one for each search would make the garbage collector run often.
   */
  rank(text: string): Uint8Array;
  /** The node at a place in this order. */
  hitAt(place: number): SearchHit;
}

const NAMES_A_STEP = 200;
const TEXTS_A_STEP = 2000;

/** @param aliases all aliases of the release; those with a target in this layer lead to it */
export function indexLayer(layer: Layer, aliases: readonly Alias[]): LayerIndex {
  return atOnce(indexLayerInSteps(layer, aliases));
}

/** The same index, made in steps of about a millisecond: a layer may have any part of the nodes of its release. */
export function* indexLayerInSteps(
  layer: Layer,
  aliases: readonly Alias[],
): Generator<void, LayerIndex, undefined> {
  const { nodes, lineAt } = placeNodes(layer);
  const aliasPlaces = placeAliases(layer, aliases);
  const names: string[] = [];
  for (const { name } of nodes) if (names.push(fold(name)) % NAMES_A_STEP === 0) yield;
  const codes = [...nodes.map(({ code }) => code), ...[...aliasPlaces.keys()].map(lastSegment)];
  const codePlaces = Uint32Array.from([...nodes.keys(), ...aliasPlaces.values()]);
  const { distinct, firstUse, nextUse } = yield* groupEqual([...names, ...codes]);
  const findLabels = yield* indexLabels(distinct);
  const ranks = new Uint8Array(nodes.length);

  const rank = (text: string): Uint8Array => {
    const path = withoutSequence(text);
    ranks.fill(NONE);
    rankPaths(layer, path, ranks);
    const matches = findLabels(text);
    for (let index = 0; index < matches.length; index += 1) {
      const match = matches[index] ?? 0;
      const occurrence = occurrenceOf(match);
      for (let use = firstUse[labelOf(match)] ?? -1; use >= 0; use = nextUse[use] ?? -1) {
        const isName = use < names.length;
        const rank = isName || occurrence !== WHOLE ? occurrence : EXACT;
        const place = isName ? use : (codePlaces[use - names.length] ?? 0);
        if (rank < (ranks[place] ?? NONE)) ranks[place] = rank;
      }
    }
    const aliased = aliasPlaces.get(path);
    if (aliased !== undefined) ranks[aliased] = EXACT;
    return ranks;
  };
  return { code: layer.code, rank, hitAt: (place) => hitOf(lineAt(place)) };
}

/** Equal texts are one label. Each label has its first use, and each use the next one of its label; -1 is the end. */
function* groupEqual(texts: readonly string[]) {
  const labels = new Map<string, number>();
  const firstUse: number[] = [];
  const nextUse = new Int32Array(texts.length);
  for (const [use, text] of texts.entries()) {
    if (use % TEXTS_A_STEP === 0) yield;
    const label = labels.get(text) ?? labels.size;
    labels.set(text, label);
    nextUse[use] = firstUse[label] ?? -1;
    firstUse[label] = use;
  }
  return { distinct: [...labels.keys()], firstUse: Int32Array.from(firstUse), nextUse };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The nodes of a layer in the order of the tree, and the line from the layer down to the node at a place. */
function placeNodes(layer: Layer) {
  const nodes: Node[] = [layer];
  const parents: number[] = [-1];
  const add = (node: Node, parent: number) => {
    parents.push(parent);
    return nodes.push(node) - 1;
  };
  for (const category of layer.categories) {
    const place = add(category, 0);
    for (const subcategory of category.subcategories) add(subcategory, place);
  }
  const lineAt = (place: number): Node[] => {
    const node = nodes[place];
    return node ? [...lineAt(parents[place] ?? -1), node] : [];
  };
  return { nodes, lineAt };
}

/** The places of the targets in this layer, by alias. */
function placeAliases(layer: Layer, aliases: readonly Alias[]): Map<string, number> {
  const here = aliases.filter(({ target }) => target.startsWith(`${layer.code}.`));
  const places =
    here.length > 0 ? [...walkNodes({ layers: [layer], aliases: [] })].map(({ path }) => path) : [];
  const placeOf = new Map(places.map((path, place) => [path, place]));
  return new Map(here.map(({ alias, target }) => [alias, placeOf.get(target) ?? 0]));
}

function pathOf(line: readonly Node[], notation: 'code' | 'numericCode'): string {
  return line.map((node) => node[notation]).join('.');
}

const levels: readonly Level[] = ['layer', 'category', 'subcategory'];

/** @param line the nodes from the layer down to the one that was found */
export function hitOf(line: readonly Node[]): SearchHit {
  const { deprecated, replacedBy } = deprecationOf([...line].reverse());
  return {
    hfn: pathOf(line, 'code'),
    mfa: pathOf(line, 'numericCode'),
    name: line[line.length - 1]?.name ?? '',
    level: levels[line.length - 1] ?? 'layer',
    path: line.map(({ name }) => name),
    ...(deprecated && { deprecated }),
    ...(replacedBy !== undefined && { replacedBy }),
  };
}
