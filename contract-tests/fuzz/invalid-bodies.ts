import fc from 'fast-check';
import type { Operation } from '../../contract/model.ts';
import { withHeader } from './inputs.ts';
import { invalidValues } from './invalid-values.ts';
import type { Inputs, InvalidInputs, Source } from './model.ts';

export function invalidBodies(
  source: Source,
  { requestBody }: Operation,
  valid: fc.Arbitrary<Inputs>,
): fc.Arbitrary<InvalidInputs>[] {
  if (!requestBody) return [];
  const { schemaPointer, contentType, maxBytes } = requestBody;
  // A body that is also too long would have two faults.
  const invalid = invalidValues(source, schemaPointer).filter(
    ({ value }) => maxBytes === undefined || Buffer.byteLength(JSON.stringify(value)) <= maxBytes,
  );
  const mediaTypes = ['text/plain', 'application/x-www-form-urlencoded', `${contentType}; charset=utf-16`];
  return [
    fc.tuple(invalid, valid).map(([{ value, fault }, inputs]) => ({
      inputs: { ...inputs, body: value },
      fault: { name: `body ${fault}`, status: 400 },
    })),
    fc.tuple(fc.constantFrom(...malformations), valid).map(([malform, inputs]) => ({
      inputs: withText(inputs, malform),
      fault: { name: 'body is not JSON', status: 400 },
    })),
    fc.tuple(fc.constantFrom(...mediaTypes), valid).map(([mediaType, inputs]) => ({
      inputs: withHeader(inputs, 'content-type', mediaType),
      fault: { name: 'content-type', status: 415 },
    })),
    // Padded with white space, so that the length is the only fault.
    ...(maxBytes === undefined || maxBytes > mostPadding
      ? []
      : [
          valid.map((inputs) => ({
            inputs: withText(inputs, (json) => json.padEnd(maxBytes + 1)),
            fault: { name: 'body x-max-bytes', status: 413 },
          })),
        ]),
  ];
}

// Sending many larger bodies would dominate the run. The negative cases contain one.
const mostPadding = 2 ** 22;

const malformations: readonly ((json: string) => string)[] = [
  () => '',
  (json) => json.slice(0, -1),
  (json) => `${json},`,
  (json) => `'${json}'`,
  (json) => json.replace('"', ''),
  (json) => `{${json}`,
];

function withText({ body, ...inputs }: Inputs, change: (json: string) => string): Inputs {
  return { ...inputs, text: change(JSON.stringify(body)) };
}
