import type { Contract, Operation, Parameter, ResponseDefinition } from '../../contract/model.ts';

/**
 * The document that Dredd is given: from the contract, its operations and their statuses, in OpenAPI 3.0.
 *
 * Not the bundle itself, because Dredd's parser reads 3.0 only (it drops what it does not understand and goes
 * on), looks for one `example` on each parameter where ours have named ones, and takes the summary for a name.
 * Nothing is lost: schemas, headers and examples are checked by our hooks, which read the bundle, and a cell
 * that Dredd fails to compile ends the run.
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

// The values do not matter: every request is replaced by that of a scenario.
function parameterOf({ name }: Parameter) {
  return { name, in: 'path', required: true, example: name, schema: { type: 'string' } };
}

function responseOf({ content }: ResponseDefinition) {
  const mediaTypes = [...content.keys()].map((mediaType) => [mediaType, {}]);
  // An empty `content` would compile to no transaction at all, an absent one compiles to one.
  return {
    description: 'declared',
    ...(mediaTypes.length > 0 && { content: Object.fromEntries(mediaTypes) }),
  };
}
