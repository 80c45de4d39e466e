import fc from 'fast-check';
import { parseJson } from '../../contract/json.ts';
import type { Operation, RequestBody } from '../../contract/model.ts';
import { contentTypeOf, kindOf, type PayloadKind } from '../../contract/payload.ts';
import { payload } from '../http/planned-request.ts';
import { allowsBody, faulty, withBody, withHeader, withText } from './inputs.ts';
import { invalidValues } from './invalid-values.ts';
import type { Faulty, Inputs, InvalidInputs, Source } from './model.ts';
import { passing } from './passing.ts';

/** For each media type of the body, and for the body as a whole: inputs in which nothing else is wrong. */
export function invalidBodies(
  source: Source,
  { requestBody }: Operation,
  valid: fc.Arbitrary<Inputs>,
): Faulty[][] {
  if (!requestBody) return [];
  const { required, maxBytes = Number.POSITIVE_INFINITY, content } = requestBody;
  const tooLong = (inputs: Inputs) => withText(inputs, (text) => text.padEnd(maxBytes + 1));
  const whole = [
    ...(required ? [faulty(valid, 'body missing', 400, (inputs) => withText(inputs, () => ''))] : []),
    // Sending many larger bodies would dominate the run. The negative cases contain one. An absent body has no media
    // type, which would be wrong, too.
    ...(maxBytes > mostPadding
      ? []
      : passing(
          faulty(valid, 'body x-max-bytes', 413, tooLong),
          ({ inputs }) => 'content-type' in inputs.headers,
        )),
  ];
  const otherTypes = otherMediaTypes(requestBody).map((mediaType) =>
    faulty(valid, `content-type ${mediaType}`, 415, (inputs) =>
      withHeader(
        withText(inputs, (text) => text || 'x'),
        'content-type',
        mediaType,
      ),
    ),
  );
  return [
    whole,
    otherTypes,
    ...[...content.keys()].map((type) => ofMediaType(source, requestBody, type, valid)),
  ];
}

const mostPadding = 2 ** 22;

function otherMediaTypes({ content }: RequestBody): string[] {
  const declared = [...content.keys()];
  const others = ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'];
  const texts = declared.filter((mediaType) => kindOf(mediaType) !== 'binary');
  return [
    ...others.filter((mediaType) => !declared.includes(mediaType)).slice(0, 2),
    ...texts.map((mediaType) => `${contentTypeOf(mediaType)}; charset=utf-16`),
  ];
}

function ofMediaType(
  source: Source,
  requestBody: RequestBody,
  mediaType: string,
  valid: fc.Arbitrary<Inputs>,
): Faulty[] {
  const { maxBytes = Number.POSITIVE_INFINITY, content } = requestBody;
  const { schemaPointer = '' } = content.get(mediaType) ?? {};
  const name = content.size > 1 ? `body ${mediaType}` : 'body';
  const sent = (values: fc.Arbitrary<unknown>) =>
    fc.tuple(valid, values).map(([inputs, value]) => withBody(inputs, mediaType, value));
  // An empty body is absent, and one that is also too long would have two faults.
  const isFaulty = ({ inputs }: InvalidInputs) => {
    const length = Buffer.byteLength(payload(inputs));
    if (length === 0 || length > maxBytes) return false;
    if (inputs.text !== undefined)
      return kindOf(mediaType) !== 'json' || parseJson(inputs.text) === undefined;
    return !allowsBody(source.contract, requestBody, mediaType, inputs.body);
  };
  const bodies = invalidValues(source, schemaPointer).map(({ fault, values }) =>
    faulty(sent(values), `${name} ${fault}`, 400),
  );
  const texts = Object.entries(malformations[kindOf(mediaType)] ?? {}).map(([what, malform]) =>
    faulty(sent(source.valid(schemaPointer)), `${name} is ${what}`, 400, (inputs) =>
      withText(inputs, malform),
    ),
  );
  return [...bodies, ...texts].flatMap((one) => passing(one, isFaulty));
}

type Malformations = Readonly<Record<string, (text: string) => string>>;

const malformations: Readonly<Partial<Record<PayloadKind, Malformations>>> = {
  json: {
    'truncated JSON': (json) => json.slice(0, -1),
    'text after the JSON': (json) => `${json},`,
    'JSON in quotes': (json) => `'${json}'`,
    'JSON without a quote': (json) => json.replace('"', ''),
    'a malformed number': (json) => json.replace(/:\s*("[^"]*"|\d+|true|false)/, ':01'),
    'an open brace': (json) => `{${json}`,
  },
  multipart: {
    'another boundary': (parts) => parts.replaceAll(/^--part/gm, '--other'),
    'truncated parts': (parts) => parts.slice(0, parts.length / 2),
  },
};
