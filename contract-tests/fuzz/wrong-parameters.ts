import fc from 'fast-check';
import type { Operation } from '../../contract/model.ts';
import { brokenValues } from './broken-values.ts';
import type { WrongInputs } from './fault.ts';
import type { Source } from './generator.ts';
import { encode, hasPattern, type Inputs, isHeaderText, withHeader } from './inputs.ts';
import { isValid } from './valid-values.ts';

type Wrong = (
  source: Source,
  operation: Operation,
  valid: fc.Arbitrary<Inputs>,
) => fc.Arbitrary<WrongInputs>[];

export const wrongPaths: Wrong = (source, { parameters }, valid) =>
  parameters
    .filter(({ in: location }) => location === 'path')
    .map(({ name, schemaPointer }) =>
      fc.tuple(wrongTexts(source, schemaPointer), valid).map(([{ text, fault }, inputs]) => ({
        inputs: { ...inputs, path: { ...inputs.path, [name]: text } },
        fault: `path ${name} ${fault}`,
        status: 400,
      })),
    );

export const wrongQueries: Wrong = (source, { parameters, responses }, valid) => {
  // To refuse a parameter takes a 400; an operation that declares none passes over what it does not know.
  if (!responses.has(400)) return [];
  const own = parameters.filter(({ in: location }) => location === 'query');
  const unknown = valid.map((inputs) => withQuery(inputs, [...inputs.query, ['unknown', '1']], 'unknown'));
  return [
    unknown,
    ...own.flatMap(({ name, required, schemaPointer }) => {
      const right = valid.filter(({ query }) => query.some(([other]) => other === name));
      const others = ({ query }: Inputs) => query.filter(([other]) => other !== name);
      const texts = wrongTexts(source, schemaPointer);
      return [
        ...(required ? [right.map((inputs) => withQuery(inputs, others(inputs), `${name} missing`))] : []),
        right.map((inputs) => withQuery(inputs, [...inputs.query, ...inputs.query], `${name} repeated`)),
        fc
          .tuple(texts, right)
          .map(([{ text, fault }, inputs]) =>
            withQuery(inputs, [...others(inputs), [name, text]], `${name} ${fault}`),
          ),
      ];
    }),
  ];
};

/** A header without a pattern takes anything: what makes no sense there is passed over. */
export const wrongHeaders: Wrong = (source, { parameters }, valid) =>
  parameters
    .filter(({ in: location, schemaPointer }) => location === 'header' && hasPattern(source, schemaPointer))
    .map(({ name, schemaPointer }) => {
      const texts = brokenValues(source, schemaPointer)
        .map(({ value, fault }) => ({ text: String(value), fault }))
        .filter(({ text }) => isHeaderText(text) && !isValid(source, schemaPointer, text));
      return fc.tuple(texts, valid).map(([{ text, fault }, inputs]) => ({
        inputs: withHeader(inputs, name.toLowerCase(), text),
        fault: `header ${name} ${fault}`,
        status: 400,
      }));
    });

function withQuery(inputs: Inputs, query: Inputs['query'], fault: string): WrongInputs {
  return { inputs: { ...inputs, query }, fault: `query ${fault}`, status: 400 };
}

const malformedEscapes = ['%', '%ZZ', '%E0%A4', '%ED%A0%80'];

/** What the schema refuses, and what is no text at all. */
function wrongTexts(source: Source, pointer: string): fc.Arbitrary<{ text: string; fault: string }> {
  const refused = brokenValues(source, pointer)
    .map(({ value, fault }) => ({ text: String(value), fault }))
    // Segments that are empty or dots make another path of it.
    .filter(({ text }) => !['', '.', '..'].includes(text) && !isValid(source, pointer, text))
    .map(({ text, fault }) => ({ text: encode(text), fault }));
  const malformed = fc.constantFrom(...malformedEscapes);
  return fc.oneof(
    { weight: 3, arbitrary: refused },
    malformed.map((text) => ({ text, fault: 'percent-encoding' })),
  );
}
