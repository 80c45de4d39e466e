/** An earlier contract as its client reads responses: what the client does not know, it ignores. */
import { load } from 'js-yaml';
import { parseContract } from '../../contract/contract.ts';
import { isObject, type JsonObject } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';

/**
 * Closed objects are open, and the catalogue of problems has no end (ADR 16). All other enums stay as they are, those
 * of the problems of each response, too.
 */
export function openContract({ text }: Contract): Contract {
  const document = opened(load(text)) as { components: { schemas: { ProblemType: { enum?: unknown } } } };
  delete document.components.schemas.ProblemType.enum;
  return parseContract(JSON.stringify(document));
}

/** The contract itself for requests, and open for responses. */
export function readAsClient(contract: Contract): Contract {
  return { ...contract, asClient: openContract(contract) };
}

function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(
    ([name, member]) => !(isClosing.test(name) && member === false),
  );
  return anyBranch(Object.fromEntries(members.map(([name, member]) => [name, opened(member)])));
}

const isClosing = /^(?:additional|unevaluated)Properties$/;

/** Open branches overlap, so that `oneOf` would refuse what several allow. */
function anyBranch({ oneOf, ...schema }: JsonObject): JsonObject {
  if (!Array.isArray(oneOf)) return oneOf === undefined ? schema : { ...schema, oneOf };
  const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
  return { ...schema, allOf: [...parts, { anyOf: oneOf }] };
}
