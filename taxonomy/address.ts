/**
 * Grammar of addresses: `BASE[:COMPONENT(+COMPONENT)*][.suffix]` with up to 15 components. The base and each
 * component are `LAYER.CATEGORY.SUBCATEGORY.SEQUENCE`, in codes (HFN) or in numbers (MFA).
 */
import { TaxonomyError } from './error.ts';
import { explainMalformed } from './malformed.ts';
import { HFN, MAX_ADDRESS_LENGTH, MFA, moreComponents, type Notation, SEQUENCE, SPACE } from './notation.ts';

/** The base or one component. `path` is such as `S.POP.HPM` or `2.001.007`, in upper case. */
export interface AddressPart {
  readonly path: string;
  readonly sequence: string;
}

/** A parsed address: the base first, then its components. `suffix` is `''` or such as `.mp3`, in lower case. */
export interface Address {
  readonly parts: readonly AddressPart[];
  readonly suffix: string;
}

const hfnScanner = scannerOf(HFN);
const mfaScanner = scannerOf(MFA);

/**
 * Reads a human-friendly name. Accepts exactly what `HFN_INPUT_PATTERN` matches within 512 characters, so upper
 * and lower case and white space around it. Does not check whether the codes exist.
 *
 * @throws {TaxonomyError} `malformed-address`
 */
export function parseHfn(text: string): Address {
  return parse(HFN, hfnScanner, text);
}

/**
 * Reads a machine-friendly address. Accepts exactly what `MFA_INPUT_PATTERN` matches within 512 characters.
 * Does not check whether the numbers exist.
 *
 * @throws {TaxonomyError} `malformed-address`
 */
export function parseMfa(text: string): Address {
  return parse(MFA, mfaScanner, text);
}

/** The pattern of the notation with captures: path and sequence (once plain, once composite), components, suffix. */
function scannerOf({ plainLayer, compositeLayer, code, suffix }: Notation): RegExp {
  const path = (layer: string) => `${layer}\\.${code}\\.${code}`;
  const component = `${path(plainLayer)}\\.${SEQUENCE}`;
  const plain = `(${path(plainLayer)})\\.(${SEQUENCE})`;
  const composite = `(${path(compositeLayer)})\\.(${SEQUENCE})(:${component}${moreComponents(component)})?`;
  return new RegExp(`^${SPACE}(?:${plain}|${composite})(${suffix})?${SPACE}$`);
}

function parse(notation: Notation, scanner: RegExp, text: string): Address {
  // The length is checked first, so that no expression runs on megabytes.
  const match = text.length > MAX_ADDRESS_LENGTH ? null : scanner.exec(text);
  if (!match) throw new TaxonomyError(explainMalformed(notation, text), { code: 'malformed-address' });
  const [, plainPath, plainSequence, compositePath, compositeSequence, components, suffix] = match;
  const base = {
    path: (plainPath ?? compositePath ?? '').toUpperCase(),
    sequence: plainSequence ?? compositeSequence ?? '',
  };
  const parts = components === undefined ? [base] : [base, ...componentsOf(components)];
  return { parts, suffix: (suffix ?? '').toLowerCase() };
}

function componentsOf(components: string): AddressPart[] {
  return components
    .slice(1)
    .split('+')
    .map((component) => {
      const end = component.lastIndexOf('.');
      return { path: component.slice(0, end).toUpperCase(), sequence: component.slice(end + 1) };
    });
}
