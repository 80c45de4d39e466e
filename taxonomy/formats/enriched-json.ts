/**
 * The enriched JSON: layers are keyed by their letters, nodes by their numbers. `scalability_features` has the
 * aliases, and remarks on nodes.
 */
import { isObject, type JsonObject, pointerTo } from './json.ts';
import { draftOf, type NodeShape, wrongType } from './json-draft.ts';
import type { Draft, DraftTaxonomy, Unusable } from './model.ts';

/** The layers and their fixed numbers. The format has no numbers for layers. */
const layerNumbers: ReadonlyMap<string, string> = new Map([
  ['G', '1'],
  ['S', '2'],
  ['L', '3'],
  ['M', '4'],
  ['W', '5'],
  ['B', '6'],
  ['P', '7'],
  ['T', '8'],
  ['C', '9'],
  ['R', '10'],
]);

const remarksKey = 'scalability_features';
const ignoredKeys = ['future_layers'];

/** Whether the object has a layer, or the remarks, so that its issues can be named. */
export function looksLikeEnrichedJson(source: JsonObject): boolean {
  return [remarksKey, ...layerNumbers.keys()].some((key) => Object.hasOwn(source, key));
}

/** Ignores `future_layers`, and what describes files and not the taxonomy. */
export function readEnrichedJson(source: JsonObject): DraftTaxonomy {
  const { marks, aliases, unusable } = readRemarks(source);
  const layers = Object.entries(source)
    .filter(([key]) => key !== remarksKey && !ignoredKeys.includes(key))
    .map(([key, value]) => layerDraft(key, value, marks));
  return { layers, aliases, unusable, location: { pointer: '' } };
}

/** Further members of nodes, by the pointer of the node. */
type Marks = ReadonlyMap<string, JsonObject>;

function layerDraft(code: string, value: unknown, marks: Marks): Draft {
  const numericCode = layerNumbers.get(code);
  const detail = `${JSON.stringify(code)} is none of the ten layers.`;
  const category: NodeShape = { children: { member: 'subcategories', read: numbered(marks, {}) } };
  return draftOf(value, pointerTo('', code), {
    implied: { code, numericCode: numericCode ?? '' },
    ignored: ['naming_convention', 'metadata_fields'],
    issues: numericCode === undefined ? [{ rule: 'layer-unknown', detail }] : [],
    children: { member: 'categories', read: numbered(marks, category) },
  });
}

/** Reads an object of nodes that is keyed by their numbers. */
function numbered(marks: Marks, shape: NodeShape) {
  return (nodes: unknown, parent: string): Draft[] | undefined => {
    if (!isObject(nodes)) return undefined;
    return Object.entries(nodes).map(([key, value]) => {
      const pointer = pointerTo(parent, key);
      const detail = `The key ${JSON.stringify(key)} is not a number of three digits.`;
      return draftOf(value, pointer, {
        ...shape,
        implied: { numericCode: key, ...marks.get(pointer) },
        issues: /^[0-9]{3}$/.test(key) ? [] : [{ rule: 'number-key', detail }],
      });
    });
  };
}

type Reject = (pointer: string, rule: string, detail: string) => void;

/** Every remark may be missing. One with a wrong type, or about a node that does not exist, is unusable. */
function readRemarks(source: JsonObject): Pick<DraftTaxonomy, 'aliases' | 'unusable'> & { marks: Marks } {
  const unusable: Unusable[] = [];
  const reject: Reject = (pointer, rule, detail) => {
    unusable.push({ location: { pointer }, what: 'remark', nodes: 0, rule, detail });
  };
  const objectIn = (parent: JsonObject, member: string, pointer: string): JsonObject => {
    const value = parent[member];
    if (value === undefined || isObject(value)) return value ?? {};
    reject(pointer, 'wrong-type', wrongType(member, 'an object', value).detail);
    return {};
  };
  const root = `/${remarksKey}`;
  const features = objectIn(source, remarksKey, root);
  const mappings = objectIn(features, 'category_mappings', `${root}/category_mappings`);
  const aliasPointer = `${root}/category_mappings/aliases`;
  const legacyPointer = `${root}/category_mappings/legacy_codes`;
  const aliases = Object.entries(objectIn(mappings, 'aliases', aliasPointer)).map(
    ([alias, target]): Draft => {
      const locationOf = () => ({ pointer: pointerTo(aliasPointer, alias) });
      return { members: { alias, target }, children: [], issues: [], locationOf };
    },
  );
  for (const code of Object.keys(objectIn(mappings, 'legacy_codes', legacyPointer))) {
    const detail = `${code} is to be redirected, but a number always keeps its meaning.`;
    reject(pointerTo(legacyPointer, code), 'legacy-code', detail);
  }
  const versioning = objectIn(features, 'versioning', `${root}/versioning`);
  const deprecations = `${root}/versioning/deprecated_categories`;
  const marks = readDeprecations(source, versioning.deprecated_categories, deprecations, reject);
  return { aliases, unusable, marks };
}

function readDeprecations(
  source: JsonObject,
  entries: unknown = [],
  list: string,
  reject: Reject,
): Map<string, JsonObject> {
  const marks = new Map<string, JsonObject>();
  if (!Array.isArray(entries)) {
    reject(list, 'wrong-type', wrongType('deprecated_categories', 'an array', entries).detail);
    return marks;
  }
  for (const [index, entry] of entries.entries()) {
    const pointer = pointerTo(list, index);
    const { code, replaced_by: replacement } = isObject(entry) ? entry : {};
    const node = find(source, code);
    const replacedBy = replacement === undefined ? undefined : find(source, replacement)?.path;
    if (!node) reject(pointer, 'deprecated-unknown', `There is no node ${quote(code)}.`);
    else if (replacement !== undefined && replacedBy === undefined) {
      const detail = `There is no node ${quote(replacement)} to replace ${quote(code)}.`;
      reject(`${pointer}/replaced_by`, 'replacement-unknown', detail);
    } else {
      marks.set(node.pointer, { deprecated: true, ...(replacedBy !== undefined && { replacedBy }) });
    }
  }
  return marks;
}

/** The node of an address such as `G.004.007`: the letter of the layer, then numbers. */
function find(source: JsonObject, address: unknown): { pointer: string; path: string } | undefined {
  if (typeof address !== 'string') return undefined;
  const [letter = '', ...numbers] = address.split('.');
  if (!layerNumbers.has(letter)) return undefined;
  let node: unknown = source[letter];
  let pointer = pointerTo('', letter);
  const codes = [letter];
  for (const [depth, number] of numbers.entries()) {
    const member = ['categories', 'subcategories'][depth];
    const siblings = isObject(node) && member !== undefined ? node[member] : undefined;
    if (!isObject(siblings) || !Object.hasOwn(siblings, number)) return undefined;
    node = siblings[number];
    pointer = pointerTo(`${pointer}/${member}`, number);
    if (isObject(node) && typeof node.code === 'string') codes.push(node.code);
  }
  return isObject(node) ? { pointer, path: codes.join('.') } : undefined;
}

function quote(address: unknown): string {
  return typeof address === 'string' ? JSON.stringify(address.slice(0, 40)) : 'with this address';
}
