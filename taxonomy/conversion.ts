import { type AddressPart, parseHfn, parseMfa } from './address.ts';
import { parentPath } from './flat.ts';
import type { Snapshot, SubcategoryEntry } from './snapshot.ts';
import { unknownHfn, unknownMfa } from './unknown-address.ts';

/** One address in both notations, each canonical: `HFN_PATTERN` and `MFA_PATTERN` describe them. */
export interface Conversion {
  readonly hfn: string;
  readonly mfa: string;
  /** A node on the path of the base or of a component is deprecated. */
  readonly deprecated?: true;
  /** HFN path of the node to use instead, from the first part that has one. */
  readonly replacedBy?: string;
  /** Canonical HFN path (three segments) of the first part that was written with an alias. */
  readonly aliasOf?: string;
}

/** A part of an address, and the subcategory that it names. */
interface ResolvedPart extends AddressPart {
  readonly entry: SubcategoryEntry;
}

/**
 * Converts a human-friendly name to both canonical forms. Accepts upper and lower case, and aliases.
 * Never guesses: an address that does not exist is an error.
 *
 * @throws {TaxonomyError} `malformed-address`, `unknown-address`
 */
export function convertHfnToMfa(snapshot: Snapshot, text: string): Conversion {
  const { parts, suffix } = parseHfn(text);
  const resolved = parts.map(({ path, sequence }, index): ResolvedPart => {
    const entry = snapshot.findByHfn(path) ?? behindAlias(snapshot, path);
    if (!entry) throw unknownHfn(snapshot, path, index);
    return { path, sequence, entry };
  });
  const conversion = conversionOf(resolved, suffix);
  const aliased = resolved.find(({ path, entry }) => path !== entry.hfn);
  return aliased ? { ...conversion, aliasOf: aliased.entry.hfn } : conversion;
}

/**
 * Converts a machine-friendly address to both canonical forms.
 *
 * @throws {TaxonomyError} `malformed-address`, `unknown-address`
 */
export function convertMfaToHfn(snapshot: Snapshot, text: string): Conversion {
  const { parts, suffix } = parseMfa(text);
  const resolved = parts.map(({ path, sequence }, index): ResolvedPart => {
    const entry = snapshot.findByMfa(path);
    if (!entry) throw unknownMfa(snapshot, path, index);
    return { path, sequence, entry };
  });
  return conversionOf(resolved, suffix);
}

/** Tries the path's own alias first, then the alias of its category, which applies to everything below it. */
function behindAlias({ findByHfn, targetByAlias }: Snapshot, path: string): SubcategoryEntry | undefined {
  const target = targetByAlias.get(path);
  if (target !== undefined) return findByHfn(target);
  const category = parentPath(path) ?? '';
  const targetCategory = targetByAlias.get(category);
  if (targetCategory === undefined) return undefined;
  const targetPath = targetCategory + path.slice(category.length);
  return findByHfn(targetPath) ?? findByHfn(targetByAlias.get(targetPath) ?? '');
}

function conversionOf(parts: readonly ResolvedPart[], suffix: string): Conversion {
  const hfn = write(parts, 'hfn') + suffix;
  const mfa = write(parts, 'mfa') + suffix;
  const isDeprecated = parts.some(({ entry }) => entry.deprecated);
  const replacedBy = parts.find(({ entry }) => entry.replacedBy !== undefined)?.entry.replacedBy;
  if (!isDeprecated) return { hfn, mfa };
  return { hfn, mfa, deprecated: true, ...(replacedBy !== undefined && { replacedBy }) };
}

function write(parts: readonly ResolvedPart[], notation: 'hfn' | 'mfa'): string {
  return parts.reduce((text, { entry, sequence }, index) => {
    const separator = index === 0 ? '' : index === 1 ? ':' : '+';
    return `${text}${separator}${entry[notation]}.${sequence}`;
  }, '');
}
