/** `scalability_features` of the enriched JSON: aliases, and remarks on nodes by their numbers. */
import type { Draft, DraftTaxonomy, Unusable } from './draft.ts';
import { isObject, type JsonObject, wrongType } from './json-draft.ts';
import { pointerTo } from './json-text.ts';
import { layerNumbers } from './layer-numbers.ts';

interface Remarks extends Pick<DraftTaxonomy, 'aliases' | 'unusable'> {
  /** Further members of nodes, by the pointer of the node. */
  readonly marks: ReadonlyMap<string, JsonObject>;
}

const location = '/scalability_features';

/** What is missing is no remark; what has the wrong type, or names a node that is not there, is unusable. */
export function readRemarks(source: JsonObject): Remarks {
  const unusable: Unusable[] = [];
  const reject = (pointer: string, rule: string, detail: string) => {
    unusable.push({ location: { pointer }, what: 'remark', nodes: 0, rule, detail });
  };
  const objectIn = (parent: JsonObject, member: string, pointer: string): JsonObject => {
    const value = parent[member];
    if (value === undefined || isObject(value)) return value ?? {};
    reject(pointer, 'wrong-type', wrongType(member, 'an object', value).detail);
    return {};
  };
  const features = objectIn(source, 'scalability_features', location);
  const mappings = objectIn(features, 'category_mappings', `${location}/category_mappings`);
  const aliasPlace = `${location}/category_mappings/aliases`;
  const legacyPlace = `${location}/category_mappings/legacy_codes`;
  const aliases = Object.entries(objectIn(mappings, 'aliases', aliasPlace)).map(([alias, target]): Draft => {
    const locationOf = () => ({ pointer: pointerTo(aliasPlace, alias) });
    return { members: { alias, target }, children: [], faults: [], locationOf };
  });
  for (const code of Object.keys(objectIn(mappings, 'legacy_codes', legacyPlace))) {
    const detail = `${code} is to be redirected, but a number keeps its meaning for ever.`;
    reject(pointerTo(legacyPlace, code), 'legacy-code', detail);
  }
  const versioning = objectIn(features, 'versioning', `${location}/versioning`);
  return { aliases, unusable, marks: readDeprecations(source, versioning.deprecated_categories, reject) };
}

function readDeprecations(
  source: JsonObject,
  entries: unknown = [],
  reject: (pointer: string, rule: string, detail: string) => void,
): Map<string, JsonObject> {
  const list = `${location}/versioning/deprecated_categories`;
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
    if (!node) reject(pointer, 'deprecated-unknown', `The node ${shown(code)} does not exist.`);
    else if (replacement !== undefined && replacedBy === undefined) {
      const detail = `${shown(code)} is replaced by ${shown(replacement)}, which does not exist.`;
      reject(`${pointer}/replaced_by`, 'replacement-unknown', detail);
    } else {
      marks.set(node.pointer, { deprecated: true, ...(replacedBy !== undefined && { replacedBy }) });
    }
  }
  return marks;
}

/** The node that an address such as `G.004.007` names: letter of the layer, then numbers. */
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

function shown(address: unknown): string {
  return typeof address === 'string' ? JSON.stringify(address.slice(0, 40)) : 'that the entry should name';
}
