/** Makes drafts of JSON objects, for the formats that are JSON. */
import { isObject, type JsonObject, pointerTo } from './json.ts';
import type { Draft, DraftIssue } from './model.ts';

/** What a format has for a node beside the members of `Node`. */
export interface NodeShape {
  /** The member with the children. `read` returns `undefined` when the value has the wrong type. */
  readonly children?: {
    readonly member: string;
    readonly read: (value: unknown, pointer: string) => readonly Draft[] | undefined;
  };
  /** Members that follow from the key of the object. */
  readonly implied?: JsonObject;
  /** Members that do not belong to a taxonomy. */
  readonly ignored?: readonly string[];
  /** What is wrong with the key of the object. */
  readonly issues?: readonly DraftIssue[];
}

/** The draft of the value at `pointer`. */
export function draftOf(value: unknown, pointer: string, shape: NodeShape = {}): Draft {
  const { issues = [], implied, children } = shape;
  const locationOf = (member?: string) => {
    const isGiven = member !== undefined && isObject(value) && Object.hasOwn(value, member);
    return { pointer: isGiven ? pointerTo(pointer, member) : pointer };
  };
  if (!isObject(value)) {
    return { children: [], locationOf, issues: [...issues, wrongType('This', 'an object', value)] };
  }
  const excluded = [children?.member, ...(shape.ignored ?? [])];
  const given = Object.entries(value).filter(([name]) => !excluded.includes(name));
  const below = children?.read(value[children.member], pointerTo(pointer, children.member));
  const childIssues = children && !below ? [childrenIssue(value, children.member)] : [];
  return {
    members: { ...Object.fromEntries(given.map(trimmed)), ...implied },
    children: below ?? [],
    locationOf,
    issues: [...issues, ...childIssues],
  };
}

/** People cannot see spaces around a text in a file, so they are removed and not reported. */
function trimmed([member, value]: [string, unknown]): [string, unknown] {
  const isText = (member === 'name' || member === 'description') && typeof value === 'string';
  return [member, isText ? value.trim() : value];
}

/** @param what the subject of the sentence. The sentence has only the type of the value, which may be huge. */
export function wrongType(what: string, expected: string, value: unknown, member?: string): DraftIssue {
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const detail = `${what} must be ${expected}; found: ${found}.`;
  return { rule: 'wrong-type', detail, member };
}

function childrenIssue(value: JsonObject, member: string): DraftIssue {
  return Object.hasOwn(value, member)
    ? wrongType(member, 'the list of children', value[member], member)
    : { rule: 'missing-member', detail: `There are no ${member}.` };
}
