import fc from 'fast-check';
import type { Operation, Parameter, RequestBody } from '../../contract/model.ts';
import { successTypes } from '../../contract/successes.ts';
import {
  allows,
  allowsBody,
  isSendable,
  joined,
  noInputs,
  refusedParameters,
  withBody,
  written,
} from './inputs.ts';
import type { Inputs, Source } from './model.ts';
import { NoValues, passing } from './passing.ts';
import { isFreeText } from './shape.ts';

/** Inputs that the contract allows; the data of the target may lack what they ask for. @throws NoValues */
export function validInputs(source: Source, operation: Operation): fc.Arbitrary<Inputs> {
  const { id, parameters, requestBody } = operation;
  const parts = [
    accepted(operation),
    ...parameters.map((parameter) => optional(parameter.required, validParameter(source, parameter))),
    ...(requestBody ? [optional(requestBody.required, validBodies(source, requestBody))] : []),
  ];
  const all = fc.tuple(...parts).map((inputs) => joined(...inputs));
  const [valid] = passing(
    all,
    (inputs) => refusedParameters(source.contract, operation, inputs)?.length === 0,
  );
  if (!valid) throw new NoValues(`no valid request of ${id} can be made`);
  return valid;
}

function optional(isRequired: boolean, inputs: fc.Arbitrary<Inputs>): fc.Arbitrary<Inputs> {
  return isRequired ? inputs : fc.option(inputs, { nil: noInputs });
}

/** Any response, or one of the media types of a success. */
function accepted(operation: Operation): fc.Arbitrary<Inputs> {
  const headers = ['*/*', ...successTypes(operation)].map((type) => ({ accept: type }));
  return fc.constantFrom(...headers).map((headers) => ({ ...noInputs, headers }));
}

/** A value of one parameter that the request keeps. */
export function validParameter(source: Source, parameter: Parameter): fc.Arbitrary<Inputs> {
  const { in: location, name, schemaPointer } = parameter;
  // Of free text, only short ones: a server refuses long headers before it reads them.
  const isShort = location === 'header' && isFreeText(source.contract.document, schemaPointer);
  // A free If-Match is hardly ever the current ETag, and every 412 hides the response that the request would have got.
  const free = /^if-match$/i.test(name)
    ? fc.oneof({ weight: 9, arbitrary: fc.constant('*') }, fc.string())
    : fc.string();
  const texts = isShort ? free : source.valid(schemaPointer);
  const values = texts.map((value) => written(parameter, value));
  const loose = fc
    .tuple(fc.boolean(), values)
    .map(([isLoose, inputs]) => (isLoose ? { ...inputs, query: inputs.query.map(loosened) } : inputs));
  const [kept] = passing(loose, (inputs) => isSendable(inputs) && allows(source.contract, parameter, inputs));
  if (!kept) throw new NoValues(`no value of the parameter ${name} can be sent`);
  return kept;
}

// Most reserved characters may stand in a query as they are, and `+` is a space.
function loosened(pair: string): string {
  return pair.replaceAll(/%(?:3A|2F|3F|40|24|3B|5B|5D)/g, decodeURIComponent).replaceAll('%20', '+');
}

function validBodies(source: Source, requestBody: RequestBody): fc.Arbitrary<Inputs> {
  const bodies = [...requestBody.content].map(([mediaType, { schemaPointer }]) => {
    const [values] = passing(source.valid(schemaPointer), (value) =>
      allowsBody(source.contract, requestBody, mediaType, value),
    );
    if (!values) throw new NoValues(`no body can be sent as ${mediaType}`);
    return values.map((value) => withBody(noInputs, mediaType, value));
  });
  return fc.oneof(...bodies);
}
