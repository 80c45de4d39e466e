import { fold } from './fold.ts';
import type { LayerIndex, SearchHit } from './index-layer.ts';
import { NONE } from './labels.ts';

export interface SearchQuery {
  /** A code, a name, an alias, or the beginning of an HFN or MFA, in any case and with or without diacritics. */
  readonly text: string;
  /** The code of a layer: only its nodes are found. */
  readonly layer?: string | undefined;
  readonly limit: number;
}

export interface SearchResult {
  /** The best hits, as many as the limit allows. */
  readonly hits: readonly SearchHit[];
  /** How many hits there are without the limit. */
  readonly total: number;
}

/**
 * Finds nodes. The order is: the whole text is their code, an alias or their path; it is their name; code, alias, path
 * or name begin with it; a word of the name begins with it; name, code or alias hold it anywhere. Equal hits are in the
 * order of the tree.
 *
 * @param index the layers of a release in the order of the tree, each as `indexLayer` returns it
 */
export function search(index: readonly LayerIndex[], { text, layer, limit }: SearchQuery): SearchResult {
  const folded = fold(text);
  // Every text begins with the empty one.
  const layers = folded === '' ? [] : index.filter(({ code }) => layer === undefined || code === layer);
  const ranked = layers.map((searched) => rankLayer(searched, folded));
  const hits: SearchHit[] = [];
  for (let rank = 0; rank < NONE; rank += 1) {
    for (const { hitAt, ranks, counts } of ranked) {
      let place = -1;
      for (let left = Math.min(counts[rank] ?? 0, limit - hits.length); left > 0; left -= 1) {
        place = ranks.indexOf(rank, place + 1);
        hits.push(hitAt(place));
      }
    }
  }
  return { hits, total: ranked.reduce((sum, { total }) => sum + total, 0) };
}

/** The ranks of the nodes of a layer, and how many nodes have each rank. */
function rankLayer({ rank, hitAt }: LayerIndex, text: string) {
  const ranks = rank(text);
  const counts = new Uint32Array(NONE + 1);
  for (let place = 0; place < ranks.length; place += 1) {
    const found = ranks[place] ?? NONE;
    counts[found] = (counts[found] ?? 0) + 1;
  }
  return { hitAt, ranks, counts, total: ranks.length - (counts[NONE] ?? 0) };
}
