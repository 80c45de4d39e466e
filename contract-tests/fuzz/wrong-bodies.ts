import fc from 'fast-check';
import type { Operation } from '../../contract/model.ts';
import { brokenValues } from './broken-values.ts';
import type { WrongInputs } from './fault.ts';
import type { Source } from './generator.ts';
import { type Inputs, withHeader } from './inputs.ts';

export function wrongBodies(
  source: Source,
  { requestBody }: Operation,
  valid: fc.Arbitrary<Inputs>,
): fc.Arbitrary<WrongInputs>[] {
  if (!requestBody) return [];
  const { schemaPointer, contentType, maxBytes } = requestBody;
  // What is too long as well has two things wrong with it.
  const broken = brokenValues(source, schemaPointer).filter(
    ({ value }) => maxBytes === undefined || Buffer.byteLength(JSON.stringify(value)) <= maxBytes,
  );
  const mediaTypes = ['text/plain', 'application/x-www-form-urlencoded', `${contentType}; charset=utf-16`];
  return [
    fc.tuple(broken, valid).map(([{ value, fault }, inputs]) => ({
      inputs: { ...inputs, body: value },
      fault: `body ${fault}`,
      status: 400,
    })),
    fc.tuple(fc.constantFrom(...jsonFaults), valid).map(([mutate, inputs]) => ({
      inputs: withText(inputs, mutate),
      fault: 'body is no JSON',
      status: 400,
    })),
    fc.tuple(fc.constantFrom(...mediaTypes), valid).map(([mediaType, inputs]) => ({
      inputs: withHeader(inputs, 'content-type', mediaType),
      fault: 'content-type',
      status: 415,
    })),
    // White space, so that nothing else is wrong with it.
    ...(maxBytes === undefined || maxBytes > mostPadding
      ? []
      : [
          valid.map((inputs) => ({
            inputs: withText(inputs, (json) => json.padEnd(maxBytes + 1)),
            fault: 'body x-max-bytes',
            status: 413,
          })),
        ]),
  ];
}

// Many more would make the run a test of how fast they are sent; one such is among the negativeCases.
const mostPadding = 2 ** 22;

const jsonFaults: readonly ((json: string) => string)[] = [
  () => '',
  (json) => json.slice(0, -1),
  (json) => `${json},`,
  (json) => `'${json}'`,
  (json) => json.replace('"', ''),
  (json) => json.replace(/^/, '{'),
];

function withText({ body, ...inputs }: Inputs, change: (json: string) => string): Inputs {
  return { ...inputs, text: change(JSON.stringify(body)) };
}
