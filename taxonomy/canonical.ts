import { sha256 } from '@noble/hashes/sha2.js';
import { atOnce } from './at-once.ts';
import { nodesByPath, ownMembers, targetsByAlias } from './flat.ts';
import type { Node, Taxonomy } from './tree.ts';

/**
 * The text that is hashed for the checksum. It has one line for each node and alias: a JSON object in the form
 * of RFC 8785. Its only key is the HFN path (or alias path); its value holds the node's own members, or the
 * alias's target. Lines are sorted by the UTF-16 code units of their paths and end with `\n`. Version and times
 * are not included.
 */
export function canonicalForm(taxonomy: Taxonomy): string {
  return [...canonicalChunks(taxonomy)].join('');
}

/** SHA-256 of the canonical form in UTF-8, as 64 lower-case hexadecimal digits. */
export function checksum(taxonomy: Taxonomy): string {
  return atOnce(checksumInSteps(taxonomy));
}

/**
 * The same checksum, computed in steps of one category each, so that the caller can do something else in between. A
 * category of 999 subcategories, the most that there may be, takes about a millisecond.
 */
export function* checksumInSteps(taxonomy: Taxonomy): Generator<void, string, undefined> {
  const hash = sha256.create();
  const encoder = new TextEncoder();
  for (const chunk of canonicalChunks(taxonomy)) {
    hash.update(encoder.encode(chunk));
    yield;
  }
  return [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Parts of the canonical form, in order. */
function* canonicalChunks(taxonomy: Taxonomy): Generator<string, void, undefined> {
  const targets = targetsByAlias(taxonomy);
  const aliases = [...targets.keys()].sort();
  let next = 0;
  for (const { values, end } of groupsInOrder(taxonomy)) {
    for (; next < aliases.length; next += 1) {
      const alias = aliases[next] as string;
      if (end && alias >= end) break;
      values.set(alias, { target: targets.get(alias) });
    }
    yield [...values.keys()]
      .sort()
      .map((path) => `{${JSON.stringify(path)}:${canonicalMembers(values.get(path) ?? {})}}\n`)
      .join('');
  }
}

/** Nodes by path. All their paths are below `end`, and those of the groups behind are not. The last group has no end. */
interface Group {
  readonly values: Map<string, object>;
  readonly end?: string;
}

/** To sort all paths at once takes too long without a pause, so each category is a group. */
function* groupsInOrder(taxonomy: Taxonomy): Generator<Group, void, undefined> {
  if (!hasPlainCodes(taxonomy)) {
    yield { values: nodesByPath(taxonomy) };
    return;
  }
  for (const layer of byCode(taxonomy.layers)) {
    yield { values: new Map([[layer.code, ownMembers(layer)]]), end: `${layer.code}.` };
    for (const category of byCode(layer.categories)) {
      const path = `${layer.code}.${category.code}`;
      const values = new Map([[path, ownMembers(category)]]);
      for (const subcategory of category.subcategories)
        values.set(`${path}.${subcategory.code}`, subcategory);
      // The character after the dot: S.POP and all below it are less than S.POP/, and S.POPULAR is not.
      yield { values, end: `${path}/` };
    }
  }
  yield { values: new Map() };
}

/**
 * Whether the order of paths is the order of their segments: each character of a code is greater than the dot, and no
 * layer or category is given twice. A taxonomy that nobody has checked may have other codes.
 */
function hasPlainCodes({ layers }: Taxonomy): boolean {
  return [layers, ...layers.map(({ categories }) => categories)].every(
    (siblings: readonly Node[]) =>
      siblings.every(({ code }) => /^[0-9A-Z]+$/.test(code)) &&
      new Set(siblings.map(({ code }) => code)).size === siblings.length,
  );
}

function byCode<Sibling extends Node>(siblings: readonly Sibling[]): Sibling[] {
  return [...siblings].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const ordinary = new Set([
  'code',
  'deprecated',
  'description',
  'name',
  'numericCode',
  'replacedBy',
  'target',
]);

/** RFC 8785 for the members of a node or an alias. `JSON.stringify` alone takes an eighth of the time. */
function canonicalMembers(value: Partial<Node> & { readonly target?: string }): string {
  for (const key in value) {
    if (!ordinary.has(key) || typeof value[key as keyof Node] === 'object') return canonicalJson(value);
  }
  // In the order of their names.
  const { code, deprecated, description, name, numericCode, replacedBy, target } = value;
  return JSON.stringify({ code, deprecated, description, name, numericCode, replacedBy, target });
}

/** RFC 8785 for any JSON: members in the order of their names, and everything else as `JSON.stringify` writes it. */
function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join()}}`;
}
