/** Explains what is wrong with an address. Runs only after its pattern has refused it. */
import { HFN, MAX_ADDRESS_LENGTH, MAX_COMPONENTS, MFA, type Notation, SEQUENCE, SPACE } from './notation.ts';

// Compiled once: a batch may hold ten thousand malformed composites of sixteen parts each.
const segments = { HFN: segmentsOf(HFN), MFA: segmentsOf(MFA) };
const spaceAround = new RegExp(`^${SPACE}|${SPACE}$`, 'g');

// How much of a text a message repeats: one character may take six in JSON.
const MAX_QUOTED = 100;

/** A sentence that names the first mistake found in `text`, then one with the form to write instead. */
export function explainMalformed(notation: Notation, text: string): string {
  const { name, example } = notation;
  if (text.length > MAX_ADDRESS_LENGTH) {
    return `The ${name} is ${text.length} characters long; at most ${MAX_ADDRESS_LENGTH} are accepted.`;
  }
  const address = text.replace(spaceAround, '');
  const mistake = address === '' ? `The ${name} is empty` : mistakeIn(notation, address);
  return `${mistake}. Write LAYER.CATEGORY.SUBCATEGORY.SEQUENCE, for example ${example}.`;
}

function mistakeIn(notation: Notation, address: string): string {
  const [base = '', components, ...more] = address.split(':');
  if (more.length > 0) return 'More than one ":" separates a base from its components';
  const parts = [base, ...(components?.split('+') ?? [])];
  if (parts.length > 1 + MAX_COMPONENTS) {
    return `The ${notation.name} has ${parts.length - 1} components; at most ${MAX_COMPONENTS} are accepted`;
  }
  for (const [index, part] of parts.entries()) {
    const where = index === 0 ? `The ${notation.name}` : `Component ${index}`;
    const mistake = mistakeInPart(notation, part, index === parts.length - 1);
    if (mistake) return `${where} ${quote(part)} ${mistake}`;
  }
  const compositeBase = new RegExp(`^${notation.compositeLayer}\\.`);
  const nested = parts.findIndex((part, index) => index > 0 && compositeBase.test(part));
  if (nested > 0) return `Component ${nested} ${quote(parts[nested] ?? '')} is itself a composite`;
  return `Only an address on layer ${notation.name === 'HFN' ? 'C' : '9'} carries components after ":"`;
}

function mistakeInPart(notation: Notation, part: string, isLast: boolean): string | undefined {
  const values = part.split('.');
  if (values.length < 4) return `has ${values.length} of the 4 segments`;
  if (values.length > 5) return `has ${values.length} segments, more than 4 and a suffix`;
  if (values.length > 4 && !isLast) return 'has a suffix, which belongs at the end of the whole address';
  for (const [index, { segment, pattern, rule }] of segments[notation.name].entries()) {
    const value = values[index];
    if (value === undefined || pattern.test(value)) continue;
    return `has ${quote(value)} for its ${segment}, which is ${rule}`;
  }
  return undefined;
}

function segmentsOf({ name, plainLayer, compositeLayer, code }: Notation) {
  const isHfn = name === 'HFN';
  const codeRule = isHfn ? 'a code of three letters and digits, or an alias of up to ten' : 'three digits';
  return [
    {
      segment: 'layer',
      pattern: `${plainLayer}|${compositeLayer}`,
      rule: isHfn ? 'one letter' : 'a number from 1 to 99 without leading zeros',
    },
    { segment: 'category', pattern: code, rule: codeRule },
    { segment: 'subcategory', pattern: code, rule: codeRule },
    { segment: 'sequence', pattern: SEQUENCE, rule: 'three to twelve digits' },
    { segment: 'suffix', pattern: '[A-Za-z0-9]{1,8}', rule: 'one to eight letters and digits' },
  ].map(({ pattern, ...segment }) => ({ ...segment, pattern: new RegExp(`^(?:${pattern})$`) }));
}

function quote(text: string): string {
  return JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED - 1)}…` : text);
}
