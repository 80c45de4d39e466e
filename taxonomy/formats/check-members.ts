import { isMalformed } from '../text-rules.ts';
import type { Alias, Node } from '../tree.ts';
import { wrongType } from './json-draft.ts';
import type { Draft, DraftIssue } from './model.ts';

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
 * Checks the members of a node against its type: `missing-member`, `unknown-member`, `wrong-type`,
 * `malformed-text`, `description-length`. Without an issue, the members of the draft are a `Node`.
 */
export function checkNodeMembers(draft: Draft): DraftIssue[] {
  return checkMembers(draft, nodeMembers);
}

/** Like `checkNodeMembers`. Without an issue, the members of the draft are an `Alias`. */
export function checkAliasMembers(draft: Draft): DraftIssue[] {
  return checkMembers(draft, aliasMembers);
}

function checkMembers({ members }: Draft, known: Readonly<Record<string, Presence>>): DraftIssue[] {
  if (!members) return [];
  const missing = Object.keys(known).filter(
    (name) => known[name] === 'required' && !Object.hasOwn(members, name),
  );
  return [
    ...missing.map(
      (member): DraftIssue => ({ rule: 'missing-member', detail: `There is no ${member}.`, member }),
    ),
    ...Object.entries(members).flatMap(([member, value]): DraftIssue[] => {
      if (Object.hasOwn(known, member)) return checkValue(member, value);
      const detail = `The member ${JSON.stringify(member)} is not allowed here.`;
      return [{ rule: 'unknown-member', detail, member }];
    }),
  ];
}

function checkValue(member: string, value: unknown): DraftIssue[] {
  if (member === 'deprecated') {
    return value === true ? [] : [wrongType(member, 'true or left out', value, member)];
  }
  if (typeof value !== 'string') return [wrongType(member, 'a string', value, member)];
  if (isMalformed(value)) {
    return [{ rule: 'malformed-text', detail: `${member} holds half of a surrogate pair.`, member }];
  }
  const length = [...value].length;
  if (member !== 'description' || (length > 0 && length <= MAX_DESCRIPTION_LENGTH)) return [];
  const detail = `The description has ${length} characters; 1 to ${MAX_DESCRIPTION_LENGTH} are allowed.`;
  return [{ rule: 'description-length', detail, member }];
}
