/** Reads JSON text, with checks that `JSON.parse` does not make. */
import { UnreadableSourceError } from './model.ts';

/** Levels of arrays and objects. */
export const MAX_DEPTH = 64;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Appends a member's name or an item's index to a JSON pointer (RFC 6901). */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * The parsed value, and a JSON pointer to each member that its object gives more than once. Of such members the
 * value has the last.
 *
 * @throws {UnreadableSourceError} `json-syntax` or `json-depth`
 */
export function parseJson(text: string): { value: unknown; duplicates: string[] } {
  // Checked before parsing: tens of millions of brackets would exhaust the memory.
  checkDepth(text);
  try {
    return { value: JSON.parse(text), duplicates: [...new Set(duplicateMembers(text))] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = Number(/at position (\d+)/.exec(error.message)?.[1] ?? text.length);
    const detail = `This is not JSON: ${error.message}.`;
    throw new UnreadableSourceError('json-syntax', lineAt(text, position), detail);
  }
}

function checkDepth(text: string): void {
  const { tooDeepAt } = scan(text);
  if (tooDeepAt < 0) return;
  const detail = `More than ${MAX_DEPTH} levels are nested.`;
  throw new UnreadableSourceError('json-depth', lineAt(text, tooDeepAt), detail);
}

export interface Scan {
  /** The position of the first bracket that is nested too deeply; -1 when there is none. */
  readonly tooDeepAt: number;
  /** How many members the objects have. */
  readonly members: number;
}

/** Ends where the depth is exceeded. A colon outside of a string belongs to a member. Not a generator: 32 MiB pass. */
export function scan(text: string): Scan {
  let depth = 0;
  let members = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) at = endOfString(text, at) - 1;
    else if (code === 58) members += 1;
    // `[` and `{` differ in one bit, and so do `]` and `}`.
    else if ((code | 32) === 123) depth += 1;
    else if ((code | 32) === 125) depth -= 1;
    if (depth > MAX_DEPTH) return { tooDeepAt: at, members };
  }
  return { tooDeepAt: -1, members };
}

/** An open array or object. `key` is the current item or member; an array has no `names`. */
interface Container {
  key: string | number;
  readonly names?: Set<string>;
}

/**
 * A pointer to the first repeated member. @param value of the text: counting its members is enough for most texts.
 * @param members of the text, as `scan` counts them
 */
export function firstDuplicate(
  text: string,
  value: unknown,
  { members }: Pick<Scan, 'members'>,
): string | undefined {
  if (members === membersOf(value)) return undefined;
  for (const pointer of duplicateMembers(text)) return pointer;
  return undefined;
}

// Not recursive: a body may nest deeper than the stack.
function membersOf(value: unknown): number {
  const open: (readonly unknown[])[] = [[value]];
  let count = 0;
  for (let values = open.pop(); values !== undefined; values = open.pop())
    for (const one of values) {
      if (Array.isArray(one)) open.push(one);
      if (!isObject(one)) continue;
      const members = Object.values(one);
      count += members.length;
      open.push(members);
    }
  return count;
}

function* duplicateMembers(text: string): Generator<string> {
  const open: Container[] = [];
  for (const at of structure(text)) {
    const inner = open.at(-1);
    if (text[at] === '{') open.push({ key: '', names: new Set() });
    else if (text[at] === '[') open.push({ key: 0 });
    else if (text[at] === '}' || text[at] === ']') open.pop();
    else if (text[at] === ',' && typeof inner?.key === 'number') inner.key += 1;
    else if (text[at] === '"' && inner?.names) {
      const end = endOfString(text, at);
      if (!isName(text, end)) continue;
      inner.key = JSON.parse(text.slice(at, end)) as string;
      if (inner.names.has(inner.key)) yield open.map(({ key }) => key).reduce(pointerTo, '');
      inner.names.add(inner.key);
    }
  }
}

/** The positions of brackets, commas and the beginnings of strings. */
function* structure(text: string): Generator<number> {
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (!'{}[],"'.includes(character)) continue;
    yield at;
    if (character === '"') at = endOfString(text, at) - 1;
  }
}

/** The position after the closing quote. Not a regular expression: it would run out of stack on long strings. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === 34) return at + 1;
  }
  return text.length;
}

function isName(text: string, end: number): boolean {
  const space = /[ \t\r\n]*/y;
  space.lastIndex = end;
  space.test(text);
  return text[space.lastIndex] === ':';
}

function lineAt(text: string, position: number): { line: number } {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return { line };
}
