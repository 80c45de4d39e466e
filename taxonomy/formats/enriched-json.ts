/** The field's enriched JSON: layers by letter beside remarks on the whole, nodes keyed by their numbers. */
import type { Draft, DraftTaxonomy } from './draft.ts';
import { readRemarks } from './enriched-remarks.ts';
import { draftOf, isObject, type JsonObject, type NodeShape } from './json-draft.ts';
import { pointerTo } from './json-text.ts';
import { layerNumbers } from './layer-numbers.ts';

const notLayers = ['scalability_features', 'future_layers'];

/**
 * Layers get their numbers from the fixed table. `future_layers` and what describes files rather than the
 * taxonomy is passed over.
 */
export function readEnrichedJson(source: JsonObject): DraftTaxonomy {
  const { marks, aliases, unusable } = readRemarks(source);
  const layers = Object.entries(source)
    .filter(([key]) => !notLayers.includes(key))
    .map(([key, value]) => layerDraft(key, value, marks));
  return { layers, aliases, unusable };
}

type Marks = ReadonlyMap<string, JsonObject>;

function layerDraft(code: string, value: unknown, marks: Marks): Draft {
  const numericCode = layerNumbers.get(code);
  const detail = `${JSON.stringify(code)} is none of the ten layers.`;
  const category: NodeShape = { children: { member: 'subcategories', read: numbered(marks, {}) } };
  return draftOf(value, pointerTo('', code), {
    implied: { code, numericCode: numericCode ?? '' },
    ignored: ['naming_convention', 'metadata_fields'],
    faults: numericCode === undefined ? [{ rule: 'layer-unknown', detail }] : [],
    children: { member: 'categories', read: numbered(marks, category) },
  });
}

/** Reads an object whose keys are the numbers of the nodes in it. */
function numbered(marks: Marks, shape: NodeShape) {
  return (nodes: unknown, parent: string): Draft[] | undefined => {
    if (!isObject(nodes)) return undefined;
    return Object.entries(nodes).map(([key, value]) => {
      const pointer = pointerTo(parent, key);
      const detail = `The key ${JSON.stringify(key)} is not a number of three digits.`;
      return draftOf(value, pointer, {
        ...shape,
        implied: { numericCode: key, ...marks.get(pointer) },
        faults: /^[0-9]{3}$/.test(key) ? [] : [{ rule: 'number-key', detail }],
      });
    });
  };
}
