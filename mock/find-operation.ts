import type { Contract, Operation } from '../contract/model.ts';
import { allowedMethods, findOperation as findInContract, operationsAt } from '../contract/paths.ts';
import type { MockRequest, Refusal } from './exchange.ts';

/** The operation that the request is for. */
export function findOperation(contract: Contract, { method, path }: MockRequest): Operation | Refusal {
  const found = findInContract(contract, method, path);
  if (found) return found;
  const others = operationsAt(contract, path);
  if (others.length === 0) return { slug: 'not-found', detail: `There is nothing at ${path}.` };
  const allow = allowedMethods(others).join(', ');
  return { slug: 'method-not-allowed', detail: `This path answers to ${allow}.`, headers: { allow } };
}
