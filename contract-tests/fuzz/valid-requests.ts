import fc from 'fast-check';
import type { Operation, Parameter } from '../../contract/model.ts';
import type { Source } from './generator.ts';
import { encode, hasPattern, type Inputs, isHeaderText } from './inputs.ts';
import { isValid } from './valid-values.ts';

/** Inputs that the contract allows; whether the data has an answer to them is another matter. */
export function validInputs(source: Source, { parameters, requestBody }: Operation): fc.Arbitrary<Inputs> {
  const inputsIn = (
    place: Parameter['in'],
    textsOf: (source: Source, pointer: string) => fc.Arbitrary<string>,
  ) => {
    const own = parameters.filter((parameter) => parameter.in === place);
    const texts = own.map(({ name, schemaPointer }) => [name, textsOf(source, schemaPointer)] as const);
    const requiredKeys = own.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(Object.fromEntries(texts), { requiredKeys, noNullPrototype: true });
  };
  return fc.record(
    {
      path: inputsIn('path', encodedTexts),
      query: inputsIn('query', encodedTexts).map((query) => Object.entries(query)),
      headers: inputsIn('header', headerTexts).map(lowerCaseNames),
      ...(requestBody && { body: source.valid(requestBody.schemaPointer) }),
    },
    { requiredKeys: ['path', 'query', 'headers', ...(requestBody?.required ? ['body' as const] : [])] },
  ) as fc.Arbitrary<Inputs>;
}

function encodedTexts(source: Source, pointer: string): fc.Arbitrary<string> {
  return source.valid(pointer).map((value) => encode(String(value)));
}

// Visible US-ASCII (RFC 9110, 5.5), and short: a server cuts off what is too long before it asks what it is for.
function headerTexts(source: Source, pointer: string): fc.Arbitrary<string> {
  const texts = hasPattern(source, pointer)
    ? source.valid(pointer).map(String).filter(isHeaderText)
    : fc.string();
  return texts.filter((text) => isValid(source, pointer, text));
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
