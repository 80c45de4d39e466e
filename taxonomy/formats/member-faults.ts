import type { Alias, Node } from '../tree.ts';
import type { Draft, Fault } from './draft.ts';
import { wrongType } from './json-draft.ts';

const MAX_DESCRIPTION_LENGTH = 500;

type Presence = 'required' | 'optional';
const nodeMembers: Readonly<Record<keyof Node, Presence>> = {
  code: 'required',
  numericCode: 'required',
  name: 'required',
  description: 'optional',
  deprecated: 'optional',
  replacedBy: 'optional',
};
const aliasMembers: Readonly<Record<keyof Alias, Presence>> = { alias: 'required', target: 'required' };

/**
 * The members of a node that are not as its type says: `missing-member`, `unknown-member`, `wrong-type`,
 * `malformed-text`, `description-length`. The draft of a node without any is a `Node`.
 */
export function nodeMemberFaults(draft: Draft): Fault[] {
  return memberFaults(draft, nodeMembers);
}

/** As `nodeMemberFaults`. The draft of an alias without any is an `Alias`. */
export function aliasMemberFaults(draft: Draft): Fault[] {
  return memberFaults(draft, aliasMembers);
}

function memberFaults({ members }: Draft, known: Readonly<Record<string, Presence>>): Fault[] {
  if (!members) return [];
  const missing = Object.keys(known).filter(
    (name) => known[name] === 'required' && !Object.hasOwn(members, name),
  );
  return [
    ...missing.map((member): Fault => ({ rule: 'missing-member', detail: `There is no ${member}.`, member })),
    ...Object.entries(members).flatMap(([member, value]): Fault[] => {
      if (Object.hasOwn(known, member)) return valueFaults(member, value);
      const detail = `There is no location for ${JSON.stringify(member)} here.`;
      return [{ rule: 'unknown-member', detail, member }];
    }),
  ];
}

function valueFaults(member: string, value: unknown): Fault[] {
  if (member === 'deprecated') {
    return value === true ? [] : [wrongType(member, 'true or left out', value, member)];
  }
  if (typeof value !== 'string') return [wrongType(member, 'a string', value, member)];
  // RFC 8785 has no form for it, so there would be no checksum.
  if (/\p{Surrogate}/u.test(value)) {
    return [{ rule: 'malformed-text', detail: `${member} holds half of a surrogate pair.`, member }];
  }
  const length = [...value].length;
  if (member !== 'description' || (length > 0 && length <= MAX_DESCRIPTION_LENGTH)) return [];
  const detail = `The description has ${length} characters; 1 to ${MAX_DESCRIPTION_LENGTH} are allowed.`;
  return [{ rule: 'description-length', detail, member }];
}
