/** The parameters of a request as the contract reads them. */
import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import { defaultOf } from '../../contract/defaults.ts';
import type { Contract, Parameter } from '../../contract/model.ts';
import { parseQuery, type RawInputs, readParameter } from '../../contract/parameter-values.ts';
import { type RequestFailure, unknownParameters, unreadableParameter } from '../../contract/refusals.ts';
import { foundOperation } from './found-operation.ts';

export interface Inputs {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  /** By lower-case name. */
  readonly headers: Record<string, unknown>;
}

interface Carrier extends IncomingMessage {
  inputs?: Inputs;
}

/** Puts the inputs on the request. @returns what the validator would not notice, or would read otherwise */
export function readInputs(contract: Contract, request: Request): RequestFailure[] {
  const { operation, pathValues } = foundOperation(request);
  const [, ...search] = request.originalUrl.split('?');
  const query = parseQuery(search.join('?'));
  const raw = { path: pathValues, query, headers: request.headers };
  const given = operation.parameters
    .map((parameter) => [parameter, valueIn(contract, parameter, raw)] as const)
    .filter(([, value]) => value !== undefined);
  const valuesIn = (where: Parameter['in']) =>
    given
      .filter(([parameter]) => parameter.in === where)
      .map(([{ name }, value]): [string, unknown] => [name, value]);
  (request as Carrier).inputs = {
    path: Object.fromEntries(valuesIn('path')),
    query: Object.fromEntries(valuesIn('query')),
    headers: Object.fromEntries(valuesIn('header').map(([name, value]) => [name.toLowerCase(), value])),
  };
  return [
    ...unknownParameters(operation, query),
    // The validator coerces values once more: it would read `0x10` as 16, and a list of one item as that item.
    ...given.flatMap(([parameter, value]) => unreadableParameter(contract, parameter, value)),
  ];
}

function valueIn(contract: Contract, parameter: Parameter, raw: RawInputs): unknown {
  return readParameter(contract, parameter, raw) ?? defaultOf(contract.document, parameter.schemaPointer);
}

export function inputsOf(request: IncomingMessage): Inputs {
  const { inputs } = request as Carrier;
  if (!inputs) throw new Error('the inputs of this request were not read');
  return inputs;
}
