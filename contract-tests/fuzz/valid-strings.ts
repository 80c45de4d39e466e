import fc from 'fast-check';
import type { Described, Source } from './model.ts';
import { isValid, NoValues } from './passing.ts';

/** Strings that often break programs: names of members that every object has, and unusual characters. */
export const edgeCaseStrings = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202e',
  'ſ',
  '１',
  '__proto__',
  'constructor',
  '%00',
  '../..',
  // Six times as long in JSON.
  '\u0001'.repeat(320),
];

/** Of the formats that are not here, only the examples of the contract are sent. */
const formats: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  'date-time': () => times(),
  date: () => times().map((time) => time.slice(0, 10)),
  time: () => times().map((time) => time.slice(11)),
  duration: () => fc.nat({ max: 99 }).map((days) => `P${days}D`),
  email: () => fc.emailAddress(),
  hostname: () => fc.domain(),
  ipv4: () => fc.ipV4(),
  ipv6: () => fc.ipV6(),
  uri: () => urls(),
  url: () => urls(),
  'uri-reference': () => fc.webPath(),
  'json-pointer': () =>
    fc.array(fc.stringMatching(/^\w+$/)).map((names) => names.map((name) => `/${name}`).join('')),
  uuid: () => fc.uuid(),
  byte: () => fc.base64String(),
  binary: () => fc.string(),
  password: () => fc.string(),
};

// fc.webUrl takes seconds to make.
function urls(): fc.Arbitrary<string> {
  return fc.tuple(fc.domain(), fc.webPath()).map(([host, path]) => `https://${host}${path}`);
}

function times(): fc.Arbitrary<string> {
  const range = { min: new Date('0001-01-01'), max: new Date('9999-12-31') };
  return fc.date({ ...range, noInvalidDate: true }).map((date) => date.toISOString());
}

export function strings({ source, pointer, shape: { keywords } }: Described): fc.Arbitrary<string> {
  const { pattern, format, maxLength } = keywords;
  const longest = typeof maxLength === 'number' ? ['A'.repeat(maxLength)] : [];
  const edgeCases = [...edgeCaseStrings, ...longest].filter((text) => isValid(source, pointer, text));
  const known = source.known(pointer).filter((value) => typeof value === 'string');
  const constants = [...known, ...edgeCases];
  const random = randomStrings(source, pattern, format);
  if (!random && constants.length === 0) throw new NoValues(`the format ${format} cannot be generated`);
  if (constants.length === 0) return random as fc.Arbitrary<string>;
  return fc.oneof(...(random ? [random] : []), { weight: 3, arbitrary: fc.constantFrom(...constants) });
}

function randomStrings(source: Source, pattern: unknown, format: unknown): fc.Arbitrary<string> | undefined {
  if (format !== undefined) return formats[String(format)]?.();
  if (typeof pattern === 'string') return source.matching(pattern);
  return fc.oneof(fc.string(), fc.string({ unit: codeUnits() }));
}

// fast-check's unit `binary` takes a second to make.
function codeUnits(): fc.Arbitrary<string> {
  return fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code));
}

/** Undefined for a pattern that fast-check cannot read, such as one that looks ahead. */
export function stringsMatching(pattern: string): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    return undefined;
  }
}
