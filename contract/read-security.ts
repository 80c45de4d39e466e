import { type DocumentLocation, member, members, required, text } from './location.ts';
import type { Requirement, Security, SecurityScheme } from './model.ts';

/** What an operation demands. Without `security` of its own, that is the `security` of the document. */
export function readSecurity(root: DocumentLocation, operation: DocumentLocation): Security | undefined {
  const requirements = members(member(operation, 'security') ?? member(root, 'security'));
  const alternatives = requirements.flatMap(([, requirement]) => readRequirement(root, requirement));
  if (alternatives.length === 0) return undefined;
  return { optional: alternatives.length < requirements.length, alternatives };
}

/** An empty requirement, `{}`, demands nothing. */
function readRequirement(root: DocumentLocation, requirement: DocumentLocation): Requirement[] {
  const [scheme, ...others] = members(requirement);
  if (!scheme) return [];
  if (others.length > 0)
    throw new Error(`${requirement.pointer} has several schemes; make alternatives of them`);
  const [name, scopes] = scheme;
  return [{ scheme: readScheme(root, name), scopes: members(scopes).map(([, { value }]) => String(value)) }];
}

function readScheme(root: DocumentLocation, name: string): SecurityScheme {
  const location = required(required(required(root, 'components'), 'securitySchemes'), name);
  const type = text(location, 'type');
  if (type === 'http') {
    const scheme = text(location, 'scheme').toLowerCase();
    if (scheme === 'bearer' || scheme === 'basic') return { name, type: scheme };
  }
  if (type === 'apiKey') {
    const where = text(location, 'in');
    if (where === 'header' || where === 'query')
      return { name, type, in: where, parameter: text(location, 'name') };
  }
  throw new Error(
    `${location.pointer} is not supported; use bearer, basic, or an API key in header or query`,
  );
}
