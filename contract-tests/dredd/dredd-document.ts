import type { Contract, Operation, Parameter, ResponseDefinition } from '../../contract/model.ts';

/**
 * The document that Dredd reads: the operations and statuses of the contract, in OpenAPI 3.0.
 *
 * Dredd does not get the bundle itself. Its parser reads OpenAPI 3.0 only and silently drops what it does not know. It
 * looks for one `example` on each parameter, where ours have named examples. It uses the summary as the name.
 * No check is lost: our hooks read the bundle and check schemas, headers and examples. A declared status that Dredd
 * does not compile ends the run.
 */
export function dreddDocument(contract: Contract): string {
  const paths: Record<string, object> = {};
  for (const operation of contract.operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  }
  return JSON.stringify({ openapi: '3.0.3', info: { title: 'Contract', version: contract.version }, paths });
}

function operationOf({ id, parameters, responses }: Operation) {
  return {
    summary: id,
    parameters: parameters.filter(({ in: location }) => location === 'path').map(parameterOf),
    responses: Object.fromEntries([...responses].map(([status, response]) => [status, responseOf(response)])),
  };
}

// The values do not matter, because the hooks replace every request.
function parameterOf({ name }: Parameter) {
  return { name, in: 'path', required: true, example: name, schema: { type: 'string' } };
}

function responseOf({ content }: ResponseDefinition) {
  const mediaTypes = [...content.keys()].map((mediaType) => [mediaType, {}]);
  // Dredd compiles an absent `content` to a transaction, but an empty one to none.
  return {
    description: 'declared',
    ...(mediaTypes.length > 0 && { content: Object.fromEntries(mediaTypes) }),
  };
}
