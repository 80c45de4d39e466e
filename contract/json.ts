export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON Pointer (RFC 6901) with one more token. */
export function pointerTo(parent: string, token: string | number): string {
  return `${parent}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The value under a JSON Pointer, undefined where it leads nowhere. */
export function lookup(document: unknown, pointer: string): unknown {
  let value = document;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as JsonObject)[name];
  }
  return value;
}

/** The JSON Pointer in a local reference: `#/components/schemas/Node` → `/components/schemas/Node`. */
export function referenced(reference: string): string {
  if (!reference.startsWith('#/')) throw new Error(`reference ${reference} leaves the document`);
  return decodeURIComponent(reference.slice(1));
}

/** Undefined for what is not JSON: no JSON text means that. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is an object or a list. */
export function isContainer(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

/** Whether two JSON values are equal; the order of members does not matter. `1e999` is JSON, and read as Infinity. */
export function equalJson(left: unknown, right: unknown): boolean {
  if (!isContainer(left) || !isContainer(right)) return left === right;
  const names = Object.keys(left);
  return (
    Array.isArray(left) === Array.isArray(right) &&
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equalJson(left[name], right[name]))
  );
}

const longestPreview = 60;

/** A value as a message shows it: JSON, cut after 60 characters. */
export function preview(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > longestPreview ? `${json.slice(0, longestPreview - 1)}…` : json;
}
