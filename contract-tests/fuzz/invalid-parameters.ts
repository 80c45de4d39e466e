import fc from 'fast-check';
import type { Contract, Operation } from '../../contract/model.ts';
import { encode, hasPattern, isHeaderText, isValidText, withHeader } from './inputs.ts';
import { invalidValues } from './invalid-values.ts';
import type { Inputs, InvalidInputs, Source } from './model.ts';

type Generate = (
  source: Source,
  operation: Operation,
  valid: fc.Arbitrary<Inputs>,
) => fc.Arbitrary<InvalidInputs>[];

export const invalidPaths: Generate = (source, { parameters }, valid) =>
  parameters
    .filter(({ in: location }) => location === 'path')
    .map(({ name, schemaPointer }) =>
      fc.tuple(invalidTexts(source, schemaPointer), valid).map(([{ text, fault }, inputs]) => ({
        inputs: { ...inputs, path: { ...inputs.path, [name]: text } },
        fault: { name: `path ${name} ${fault}`, status: 400 },
      })),
    );

export const invalidQueries: Generate = (source, { parameters, responses }, valid) => {
  // An operation without a 400 ignores unknown parameters.
  if (!responses.has(400)) return [];
  const own = parameters.filter(({ in: location }) => location === 'query');
  const unknown = valid.map((inputs) => withQuery(inputs, [...inputs.query, ['unknown', '1']], 'unknown'));
  return [
    unknown,
    ...own.flatMap(({ name, required, schemaPointer }) => {
      const present = fc
        .tuple(valid, source.valid(schemaPointer))
        .map(([inputs, value]) => withPresent(inputs, name, encode(String(value))));
      const others = ({ query }: Inputs) => query.filter(([other]) => other !== name);
      const texts = invalidTexts(source, schemaPointer);
      return [
        ...(required ? [present.map((inputs) => withQuery(inputs, others(inputs), `${name} missing`))] : []),
        present.map((inputs) => withQuery(inputs, [...inputs.query, ...inputs.query], `${name} repeated`)),
        fc
          .tuple(texts, present)
          .map(([{ text, fault }, inputs]) =>
            withQuery(inputs, [...others(inputs), [name, text]], `${name} ${fault}`),
          ),
      ];
    }),
  ];
};

/** Only for headers with a pattern: a header without one allows any value. */
export const invalidHeaders: Generate = (source, { parameters }, valid) =>
  parameters
    .filter(({ in: location, schemaPointer }) => location === 'header' && hasPattern(source, schemaPointer))
    .map(({ name, schemaPointer }) => {
      const texts = invalidValues(source, schemaPointer)
        .map(({ value, fault }) => ({ text: String(value), fault }))
        .filter(({ text }) => isHeaderText(text) && !isValidText(source.contract, schemaPointer, text));
      return fc.tuple(texts, valid).map(([{ text, fault }, inputs]) => ({
        inputs: withHeader(inputs, name.toLowerCase(), text),
        fault: { name: `header ${name} ${fault}`, status: 400 },
      }));
    });

/** An optional parameter is absent from many valid requests. */
function withPresent(inputs: Inputs, name: string, text: string): Inputs {
  if (inputs.query.some(([other]) => other === name)) return inputs;
  return { ...inputs, query: [...inputs.query, [name, text]] };
}

function withQuery(inputs: Inputs, query: Inputs['query'], fault: string): InvalidInputs {
  return { inputs: { ...inputs, query }, fault: { name: `query ${fault}`, status: 400 } };
}

/** A malformed escape stays as it is, or becomes U+FFFD. Free text allows both. */
export function refusesMalformedEscapes(contract: Contract, pointer: string): boolean {
  return [...malformedEscapes, '\ufffd'].every((text) => !isValidText(contract, pointer, text));
}

const malformedEscapes = ['%', '%ZZ', '%E0%A4', '%ED%A0%80'];

/** Percent-encoded texts that the schema does not allow, and texts whose percent-encoding is malformed. */
function invalidTexts(source: Source, pointer: string): fc.Arbitrary<{ text: string; fault: string }> {
  const encoded = invalidValues(source, pointer)
    .map(({ value, fault }) => ({ text: String(value), fault }))
    // An empty segment, or one of dots, would make another path.
    .filter(({ text }) => !['', '.', '..'].includes(text) && !isValidText(source.contract, pointer, text))
    .map(({ text, fault }) => ({ text: encode(text), fault }));
  if (!refusesMalformedEscapes(source.contract, pointer)) return encoded;
  const malformed = fc.constantFrom(...malformedEscapes);
  return fc.oneof(
    { weight: 3, arbitrary: encoded },
    malformed.map((text) => ({ text, fault: 'percent-encoding' })),
  );
}
