import fc from 'fast-check';
import { inputHeaders } from '../../contract/http-headers.ts';
import type { Operation, Parameter } from '../../contract/model.ts';
import { typesOf } from '../../contract/schema-walk.ts';
import {
  allows,
  faulty,
  isSendable,
  joined,
  noInputs,
  raw,
  refusedParameters,
  without,
  written,
} from './inputs.ts';
import { invalidValues } from './invalid-values.ts';
import type { Faulty, Inputs, InvalidInputs, Source } from './model.ts';
import { attempt, passing } from './passing.ts';
import { isFreeText } from './shape.ts';
import { validParameter } from './valid-inputs.ts';

/** For each parameter, and for unknown ones: inputs in which nothing else is wrong. */
export function invalidParameters(
  source: Source,
  operation: Operation,
  valid: fc.Arbitrary<Inputs>,
): Faulty[][] {
  const isRefused = ({ inputs }: InvalidInputs) =>
    (refusedParameters(source.contract, operation, inputs)?.length ?? 0) > 0;
  const unknown = faulty(valid, 'query unknown', 400, (inputs) =>
    joined(inputs, { ...noInputs, query: ['unknown=1'] }),
  );
  const named = operation.parameters
    // Any request id is accepted: a malformed one is replaced.
    .filter(({ in: location, name }) => location !== 'header' || inputHeaders(operation).includes(name))
    .map((parameter) =>
      faultsOf(source, parameter).flatMap(([fault, parts]) =>
        passing(parts, isSendable).map((parts) => {
          const all = fc
            .tuple(valid, parts)
            .map(([inputs, part]) => joined(without(parameter, inputs), part));
          return faulty(all, `${parameter.in} ${parameter.name} ${fault}`, 400);
        }),
      ),
    );
  return [...named, [unknown]].map((group) => group.flatMap((one) => passing(one, isRefused)));
}

/** What is sent instead of a parameter. */
type Fault = readonly [name: string, parts: fc.Arbitrary<Inputs>];

function faultsOf(source: Source, parameter: Parameter): Fault[] {
  const { in: location, required } = parameter;
  return [
    ...(required && location !== 'path' ? [['missing', fc.constant(noInputs)] as const] : []),
    ...textFaults(source, parameter),
    ...valueFaults(source, parameter),
    ...(location === 'query' ? queryFaults(source, parameter) : []),
  ];
}

function valueFaults(source: Source, parameter: Parameter): Fault[] {
  const { in: location, schemaPointer } = parameter;
  // A header without a pattern may have any value.
  if (location === 'header' && isFreeText(source.contract.document, schemaPointer)) return [];
  return invalidValues(source, schemaPointer).map(({ fault, values }) => [
    fault,
    values.map((value) => written(parameter, value)),
  ]);
}

/** A parameter that is there twice, or under another name. */
function queryFaults(source: Source, parameter: Parameter): Fault[] {
  const asList = (pair: string) => pair.replace('=', '[]=');
  return attempt(() => validParameter(source, parameter)).flatMap((own): Fault[] => [
    ['repeated', own.map((inputs) => joined(inputs, inputs))],
    ['with brackets', own.map((inputs) => ({ ...inputs, query: inputs.query.map(asList) }))],
  ]);
}

const malformedNumbers = ['0x10', '1e', '%2B1', '1_000', '%EF%BC%91', 'NaN', 'True', '%20'];
const malformedEscapes = ['%', '%ZZ', '%E0%A4', '%ED%A0%80'];

/** Texts that are wrong whatever the value. */
function textFaults({ contract }: Source, parameter: Parameter): Fault[] {
  const { in: location, schemaPointer } = parameter;
  const isRefused = (text: string) => !allows(contract, parameter, raw(parameter, text));
  // A malformed escape stays as it is, or becomes U+FFFD. Free text allows both.
  const isMalformed = location !== 'header' && [...malformedEscapes, '%EF%BF%BD'].every(isRefused);
  const isText = typesOf(contract.document, schemaPointer).includes('string');
  const texts = {
    'percent-encoding': isMalformed ? malformedEscapes : [],
    malformed: isText ? [] : malformedNumbers.filter(isRefused),
    empty: location === 'query' ? [''].filter(isRefused) : [],
  };
  return Object.entries(texts)
    .filter(([, wrong]) => wrong.length > 0)
    .map(([name, wrong]) => [name, fc.constantFrom(...wrong.map((text) => raw(parameter, text)))]);
}
