/** Where a text occurs in many labels. */

/** How a text occurs in a label. A lower number is better; 0 is left for callers. */
export const WHOLE = 1;
export const BEGINNING = 2;
export const WORD = 3;
export const WITHIN = 4;
export const NONE = 5;

/** A label and the best occurrence in it, as one number: objects would take most of the time of a search. */
type Match = number;
export const labelOf = (match: Match): number => match >>> 3;
export const occurrenceOf = (match: Match): number => match & 7;
const matchOf = (label: number, occurrence: number): Match => label * 8 + occurrence;

// A step takes about a millisecond.
const LABELS_A_STEP = 200;
const MATCHES_A_STEP = 10_000;

/** Returns one match for each label that holds the text. */
export type FindLabels = (text: string) => ArrayLike<Match>;

/**
 * Keeps, for each one or two characters that follow each other, the labels that hold them. A longer text is looked for
 * in the labels of its rarest two. The index is made in steps.
 *
 * @param labels all different
 */
export function* indexLabels(labels: readonly string[]): Generator<void, FindLabels, undefined> {
  const matches = yield* matchesByPart(labels);
  return (text) => {
    if (text.length < 3) return matches.get(text) ?? noMatches;
    const candidates = rarest(matches, text);
    const found: Match[] = [];
    for (let index = 0; index < candidates.length; index += 1) {
      const label = labelOf(candidates[index] ?? 0);
      const occurrence = bestOccurrence(labels[label] ?? '', text);
      if (occurrence < NONE) found.push(matchOf(label, occurrence));
    }
    return found;
  };
}

type MatchesByPart = ReadonlyMap<string, Uint32Array>;

function* matchesByPart(labels: readonly string[]): Generator<void, MatchesByPart, undefined> {
  const lists = new Map<string, Match[]>();
  const add = (part: string, label: number, occurrence: number) => {
    const list = lists.get(part);
    const match = matchOf(label, occurrence);
    const last = list?.[list.length - 1] ?? 0;
    if (!list) lists.set(part, [match]);
    else if (labelOf(last) < label) list.push(match);
    else list[list.length - 1] = Math.min(match, last);
  };
  for (const [label, text] of labels.entries()) {
    if (label % LABELS_A_STEP === 0) yield;
    for (let at = 0; at < text.length; at += 1) {
      for (let end = at + 1; end <= Math.min(at + 2, text.length); end += 1)
        add(text.slice(at, end), label, occurrenceAt(text, at, end));
    }
  }
  const matches = new Map<string, Uint32Array>();
  let copied = 0;
  for (const [part, list] of lists) {
    matches.set(part, Uint32Array.from(list));
    copied += list.length;
    if (copied < MATCHES_A_STEP) continue;
    copied = 0;
    yield;
  }
  return matches;
}

const noMatches = new Uint32Array();

function rarest(matches: MatchesByPart, text: string): Uint32Array {
  let best = matches.get(text.slice(0, 2)) ?? noMatches;
  for (let at = 1; at + 2 <= text.length; at += 1) {
    const list = matches.get(text.slice(at, at + 2)) ?? noMatches;
    if (list.length < best.length) best = list;
  }
  return best;
}

function bestOccurrence(label: string, text: string): number {
  let best = NONE;
  for (let at = label.indexOf(text); at >= 0; at = label.indexOf(text, at + 1)) {
    best = Math.min(best, occurrenceAt(label, at, at + text.length));
    if (best < WITHIN) break;
  }
  return best;
}

function occurrenceAt(label: string, at: number, end: number): number {
  if (at === 0) return end === label.length ? WHOLE : BEGINNING;
  return label[at - 1] === ' ' ? WORD : WITHIN;
}
