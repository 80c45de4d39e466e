/** The format of our own: the JSON that `GET /api/taxonomy` returns. */
import type { Draft, DraftTaxonomy, Unusable } from './draft.ts';
import { UnreadableSourceError } from './issue.ts';
import { draftOf, type JsonObject, type NodeShape, wrongType } from './json-draft.ts';
import { pointerTo } from './json-text.ts';

/** Each release gets these anew, so an edited export need not have them right, or at all. */
const release = ['version', 'checksum', 'lastUpdated'];

/** @throws {UnreadableSourceError} `missing-member` or `wrong-type`, when there is no list of layers or aliases */
export function readOwnJson(source: JsonObject): DraftTaxonomy {
  const known = ['layers', 'aliases', ...release];
  const unknown = Object.keys(source).filter((name) => !known.includes(name));
  return {
    layers: list(source, 'layers').map((value, index) => draftOf(value, `/layers/${index}`, layer)),
    aliases: list(source, 'aliases').map((value, index) => draftOf(value, `/aliases/${index}`)),
    unusable: unknown.map(
      (name): Unusable => ({
        location: { pointer: pointerTo('', name) },
        what: 'member of the taxonomy',
        nodes: 0,
        rule: 'unknown-member',
        detail: `A taxonomy has no ${JSON.stringify(name)}.`,
      }),
    ),
  };
}

const category: NodeShape = {
  children: { member: 'subcategories', read: (value, pointer) => items(value, pointer, {}) },
};
const layer: NodeShape = {
  children: { member: 'categories', read: (value, pointer) => items(value, pointer, category) },
};

function items(value: unknown, pointer: string, shape: NodeShape): Draft[] | undefined {
  return Array.isArray(value)
    ? value.map((item, index) => draftOf(item, pointerTo(pointer, index), shape))
    : undefined;
}

function list(source: JsonObject, member: 'layers' | 'aliases'): unknown[] {
  const value = source[member];
  if (Array.isArray(value)) return value;
  if (value === undefined) {
    throw new UnreadableSourceError('missing-member', { pointer: '' }, `The taxonomy has no ${member}.`);
  }
  const { rule, detail } = wrongType(member, 'an array', value);
  throw new UnreadableSourceError(rule, { pointer: `/${member}` }, detail);
}
