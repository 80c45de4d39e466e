/** The two ways to write an address, as patterns: one for what is accepted, one for what is returned. */

/** How a notation spells each segment. The segments are given as regular-expression source. */
export interface Notation {
  readonly name: 'HFN' | 'MFA';
  readonly example: string;
  readonly plainLayer: string;
  /** The one layer whose addresses carry components. */
  readonly compositeLayer: string;
  readonly code: string;
  readonly suffix: string;
}

/**
 * Longest address in characters, with the white space around it. A conversion returns 392 characters at most,
 * so its result can always be converted back.
 */
export const MAX_ADDRESS_LENGTH = 512;

/** White space accepted on either side of an address. */
export const SPACE = '[ \\t\\r\\n]{0,8}';

/** Number of the asset within its subcategory. Leading zeros are part of it, and 1000 follows 999. */
export const SEQUENCE = '[0-9]{3,12}';

/** The most components that one composite may have. */
export const MAX_COMPONENTS = 15;

/** Regular-expression source for the components after the first. */
export function moreComponents(component: string): string {
  return `(?:\\+${component}){0,${MAX_COMPONENTS - 1}}`;
}

/** Human-friendly name as people type it: upper or lower case, alias codes of up to ten characters. */
export const HFN: Notation = {
  name: 'HFN',
  example: 'S.POP.HPM.001',
  plainLayer: '[ABD-Zabd-z]',
  compositeLayer: '[Cc]',
  code: '(?:[A-Za-z][A-Za-z0-9]{1,9}|[0-9][A-Za-z0-9]{2})',
  suffix: '\\.[A-Za-z0-9]{1,8}',
};

/** Machine-friendly address. Only its suffix may have letters. */
export const MFA: Notation = {
  name: 'MFA',
  example: '2.001.007.001',
  plainLayer: '(?:[1-8]|[1-9][0-9])',
  compositeLayer: '9',
  code: '[0-9]{3}',
  suffix: '\\.[A-Za-z0-9]{1,8}',
};

const CANONICAL_HFN: Notation = {
  ...HFN,
  plainLayer: '[ABD-Z]',
  compositeLayer: 'C',
  code: '[A-Z0-9]{3}',
  suffix: '\\.[a-z0-9]{1,8}',
};

const CANONICAL_MFA: Notation = { ...MFA, suffix: CANONICAL_HFN.suffix };

/** What `parseHfn` accepts, together with a length of at most 512. */
export const HFN_INPUT_PATTERN = wholePattern(HFN, SPACE);

/** What `parseMfa` accepts, together with a length of at most 512. */
export const MFA_INPUT_PATTERN = wholePattern(MFA, SPACE);

/** Every HFN that a conversion returns. */
export const HFN_PATTERN = wholePattern(CANONICAL_HFN, '');

/** Every MFA that a conversion returns. */
export const MFA_PATTERN = wholePattern(CANONICAL_MFA, '');

/**
 * The pattern is anchored and has no flags, no lookaround and no nested quantifiers over the same characters.
 * So it takes linear time in every engine that reads the contract.
 */
function wholePattern({ plainLayer, compositeLayer, code, suffix }: Notation, space: string): string {
  const belowLayer = `\\.${code}\\.${code}\\.${SEQUENCE}`;
  const plain = `${plainLayer}${belowLayer}`;
  const composite = `${compositeLayer}${belowLayer}(?::${plain}${moreComponents(plain)})?`;
  return `^${space}(?:${plain}|${composite})(?:${suffix})?${space}$`;
}
