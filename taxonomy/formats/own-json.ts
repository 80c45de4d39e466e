/** The JSON that `GET /api/taxonomy` returns. */
import { type JsonObject, pointerTo } from './json.ts';
import { draftOf, type NodeShape, wrongType } from './json-draft.ts';
import { type Draft, type DraftTaxonomy, UnreadableSourceError, type Unusable } from './model.ts';

/** Every release gets new values for these, so a source may have wrong ones or none. */
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
