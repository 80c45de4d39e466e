/** Requests whose inputs are changed: each constraint broken once, each media type asked for and sent. */
import fc from 'fast-check';
import type { Contract, Operation } from '../../contract/model.ts';
import { kindOf, readContentType } from '../../contract/payload.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import { alwaysSucceeds, isSuccess } from '../../contract/successes.ts';
import { allowsBody, inputsOf, requestOf, withBody } from '../fuzz/inputs.ts';
import { invalidInputs } from '../fuzz/invalid-requests.ts';
import type { Inputs } from '../fuzz/model.ts';
import { payload, withHeaders } from '../http/planned-request.ts';
import type { CaseFactory } from './negative-case.ts';

/** Of each kind of fault. */
const samples = 1;

/** 400 and 415: the request that succeeds, with one fault. The faults are those of the generated requests. */
export const invalid: CaseFactory = ({ contract, operations, sources, requestOf: validRequest }) =>
  operations.flatMap((operation) => {
    const valid = fc.constant(inputsOf(contract, validRequest(operation)));
    const faulty = invalidInputs(sources.of(operation), operation, valid).flat();
    const cases = faulty
      .flatMap((one) => fc.sample(one, { numRuns: samples, seed: 1 }))
      .map(({ inputs, fault }) => ({
        title: fault.name,
        operation,
        status: fault.status,
        request: requestOf(operation, inputs),
      }));
    const wanted = cases.filter(({ status }) => status !== 413 && operation.responses.has(status));
    return [...new Map(wanted.map((one) => [JSON.stringify([one.title, one.request]), one])).values()];
  });

/** Each media type of a success, where there are several. */
export const accepted: CaseFactory = ({ operations, requestOf, successOf }) =>
  operations.flatMap((operation) => {
    const status = successOf(operation);
    const types = [...(operation.responses.get(status)?.content.keys() ?? [])];
    const cases = types.map((type) => ({
      title: `accepts ${type}`,
      operation,
      status,
      request: withHeaders(requestOf(operation), { accept: `${type}, application/problem+json` }),
    }));
    return cases.length < 2 ? [] : cases;
  });

/** Each media type of the body, where there are several, and no body where it is optional. */
export const sent: CaseFactory = ({ contract, operations, requestOf: validRequest, successOf }) =>
  operations.flatMap((operation) => {
    const { requestBody } = operation;
    if (!requestBody) return [];
    const valid = inputsOf(contract, validRequest(operation));
    const types = [...requestBody.content.keys()];
    const typed = types.length < 2 ? [] : types.flatMap((type) => sentAs(contract, operation, type, valid));
    const { body: _, headers, ...others } = valid;
    const { 'content-type': __, ...bodiless } = headers;
    const isOptional = !requestBody.required && alwaysSucceeds(operation);
    const all = [
      ...typed,
      ...(isOptional ? [{ type: 'no body', inputs: { ...others, headers: bodiless } }] : []),
    ];
    return all.map(({ type, inputs }) => ({
      title: `sends ${type}`,
      operation,
      status: successOf(operation),
      request: requestOf(operation, inputs),
    }));
  });

/** Inputs with a body of a media type: the one that they have, the example of a success, or the same value. */
function sentAs(contract: Contract, operation: Operation, type: string, inputs: Inputs) {
  const { requestBody } = operation;
  if (readContentType(inputs.headers['content-type']).mediaType === type) return [{ type, inputs }];
  const successes = completeScenarios(operation).filter(({ status }) => isSuccess(status));
  const examples = requestBody?.content.get(type)?.examples;
  const body = [...successes.map(({ name }) => examples?.get(name)), inputs.body].find(
    (value) => requestBody && value !== undefined && allowsBody(contract, requestBody, type, value),
  );
  return body === undefined ? [] : [{ type, inputs: withBody(inputs, type, body) }];
}

/**
 * 413: the body has one byte more than `x-max-bytes`. With exactly as many, only its schema may refuse it: there is
 * padding that is no part of the value, except in text.
 */
export const payloadTooLarge: CaseFactory = ({ contract, operations, requestOf: validRequest, successOf }) =>
  operations.flatMap((operation) => {
    const { requestBody, responses } = operation;
    const { maxBytes } = requestBody ?? {};
    if (!requestBody || maxBytes === undefined || !responses.has(413)) return [];
    const valid = inputsOf(contract, validRequest(operation));
    const own = readContentType(valid.headers['content-type']).mediaType;
    const types = own === '' ? [...requestBody.content.keys()] : [own];
    const [found] = types.flatMap((type) => sentAs(contract, operation, type, valid));
    if (!found) return [];
    const {
      type: mediaType,
      inputs: { body, ...inputs },
    } = found;
    const text = payload(found.inputs);
    const missing = maxBytes - Buffer.byteLength(text);
    const isPartOfValue = ['text', 'binary'].includes(kindOf(mediaType));
    const ofLength = (text: string) =>
      requestOf(operation, { ...inputs, text, ...(!isPartOfValue && { body }) });
    const whole = padded(mediaType, text, missing);
    const isAllowed = !isPartOfValue || allowsBody(contract, requestBody, mediaType, whole);
    return [
      { title: 'a byte too long', operation, status: 413, request: ofLength(text + ' '.repeat(missing + 1)) },
      {
        title: 'as long as allowed',
        operation,
        status: isAllowed ? successOf(operation) : 400,
        request: ofLength(whole),
      },
    ];
  });

function padded(mediaType: string, text: string, bytes: number): string {
  switch (kindOf(mediaType)) {
    case 'form':
      return text + '&'.repeat(bytes);
    case 'multipart':
      // The first header of the first part, which nobody reads.
      return text.replace('\r\n', () => `\r\n${'X:\r\n'.padStart(bytes, 'X')}`);
    default:
      return text + ' '.repeat(bytes);
  }
}
