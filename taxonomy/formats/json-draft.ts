/** Drafts of JSON objects, for the formats that are JSON. */
import type { Draft, Fault } from './draft.ts';
import { pointerTo } from './json-text.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a format gives for a node, beside members named as in `Node`. */
export interface NodeShape {
  /** The member with the children, and how to read it; `undefined` when it has the wrong type. */
  readonly children?: {
    readonly member: string;
    readonly read: (value: unknown, pointer: string) => readonly Draft[] | undefined;
  };
  /** Members that follow from the object's location. */
  readonly implied?: JsonObject;
  /** Members that are no part of a taxonomy. */
  readonly ignored?: readonly string[];
  /** What is wrong with the object's location. */
  readonly faults?: readonly Fault[];
}

/** The draft of the value at `pointer`. */
export function draftOf(value: unknown, pointer: string, shape: NodeShape = {}): Draft {
  const { faults = [], implied, children } = shape;
  const locationOf = (member?: string) => {
    const isGiven = member !== undefined && isObject(value) && Object.hasOwn(value, member);
    return { pointer: isGiven ? pointerTo(pointer, member) : pointer };
  };
  if (!isObject(value)) {
    return { children: [], locationOf, faults: [...faults, wrongType('This', 'an object', value)] };
  }
  const apart = [children?.member, ...(shape.ignored ?? [])];
  const given = Object.entries(value).filter(([name]) => !apart.includes(name));
  const below = children?.read(value[children.member], pointerTo(pointer, children.member));
  const childFaults = children && !below ? [childrenFault(value, children.member)] : [];
  return {
    members: { ...Object.fromEntries(given), ...implied },
    children: below ?? [],
    locationOf,
    faults: [...faults, ...childFaults],
  };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `what` is the sentence's subject; the value itself may be huge, so only its type is told. */
export function wrongType(what: string, expected: string, value: unknown, member?: string): Fault {
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const detail = `${what} must be ${expected}; found: ${found}.`;
  return { rule: 'wrong-type', detail, member };
}

function childrenFault(value: JsonObject, member: string): Fault {
  return Object.hasOwn(value, member)
    ? wrongType(member, 'the list of what is below', value[member], member)
    : { rule: 'missing-member', detail: `There are no ${member}.` };
}
