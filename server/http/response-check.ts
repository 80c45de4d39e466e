/** Holds the responses of handlers to the contract. Precomputed ones were checked when they were made. */
import type { Request } from 'express';
import type { Contract, Operation } from '../../contract/model.ts';
import type { Config } from '../config.ts';
import type { Measurements } from '../metrics/model.ts';
import type { AnyResponse } from '../operation-types.ts';

/** @throws Error when the response breaks the contract, where such a response is not sent */
export type ResponseCheck = (
  request: Request,
  operation: Operation,
  response: AnyResponse,
  mediaType: string | undefined,
) => void;

/** In dev, whoever has broken the contract gets 500. Elsewhere, the response is sent, logged and counted. */
export function createResponseCheck(
  contract: Contract,
  { responseValidation }: Pick<Config, 'responseValidation'>,
  measurements?: Measurements,
): ResponseCheck {
  return (request, operation, response, mediaType) => {
    const failure = failureOf(contract, operation, response, mediaType);
    if (failure === undefined) return;
    const error = new Error(`the response of ${operation.id} ${failure}`);
    if (responseValidation === 'throw') throw error;
    request.log.error({ err: error }, 'a response breaks the contract');
    measurements?.brokenResponse(operation.id);
  };
}

function failureOf(
  contract: Contract,
  operation: Operation,
  { status, body }: AnyResponse,
  mediaType?: string,
): string | undefined {
  const declared = operation.responses.get(status);
  if (!declared) return `has the status ${status}, which it does not declare`;
  const media = mediaType === undefined ? undefined : declared.content.get(mediaType);
  if (!media || body instanceof Uint8Array) return undefined;
  const [failure] = contract.validate(media.schemaPointer, body);
  return failure && `breaks the contract: ${failure.pointer} ${failure.detail}`;
}
