/** What a server has to say about a request before its handler runs, from the contract alone. */
import type { Contract } from '../../contract/model.ts';
import { parseQuery, readParameter } from '../../contract/parameter-values.ts';
import { answeringMethod } from '../../contract/paths.ts';
import { MalformedPayload, readContentType, readPayload } from '../../contract/payload.ts';
import { lacksCredentials } from '../../contract/stand-in/security.ts';
import { successTypes } from '../../contract/successes.ts';
import { unknownNames } from '../../contract/unknown-query.ts';
import { type PlannedRequest, payload } from '../http/planned-request.ts';

/** The status of the refusal; undefined for a request that the contract allows. */
export async function refusalOf(contract: Contract, request: PlannedRequest): Promise<number | undefined> {
  const { method, path: url, headers } = request;
  const [path = '', ...search] = url.split('?');
  const { operations, values } = contract.find(path);
  if (operations.length === 0) return 404;
  const operation = operations.find((one) => one.method === answeringMethod(method));
  if (!operation) return 405;
  if (lacksCredentials(operation, { headers, search: search.join('?') })) return 401;
  const bodyStatus = operation.requestBody && (await refusalOfBody(contract, operation.requestBody, request));
  if (bodyStatus !== undefined) return bodyStatus;
  const query = parseQuery(search.join('?'));
  const wrong = operation.parameters.filter((parameter) => {
    const value = readParameter(contract, parameter, { path: values, query, headers });
    if (value === undefined) return parameter.required;
    return contract.validate(parameter.schemaPointer, value).length > 0;
  });
  if (wrong.length > 0 || unknownNames(operation, query).length > 0) return 400;
  const types = ['*/*', ...successTypes(operation)];
  const accepts = types.length === 1 || types.some((type) => (headers.accept ?? '*/*').includes(type));
  return accepts ? undefined : 406;
}

async function refusalOfBody(
  contract: Contract,
  { content, required, maxBytes }: NonNullable<Contract['operations'][number]['requestBody']>,
  request: PlannedRequest,
): Promise<number | undefined> {
  const bytes = new Uint8Array(Buffer.from(payload(request)));
  if (bytes.length === 0 && !required) return undefined;
  const contentType = request.headers['content-type'] ?? '';
  const { mediaType, isUtf8 } = readContentType(contentType);
  const media = content.get(mediaType);
  if (!media || !isUtf8) return 415;
  if (bytes.length > (maxBytes ?? 0)) return 413;
  if (bytes.length === 0) return 400;
  try {
    const value = await readPayload(contract, {
      mediaType,
      contentType,
      bytes,
      schemaPointer: media.schemaPointer,
    });
    return contract.validate(media.schemaPointer, value).length > 0 ? 400 : undefined;
  } catch (error) {
    if (error instanceof MalformedPayload) return 400;
    throw error;
  }
}
