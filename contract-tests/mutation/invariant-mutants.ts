import type { Contract, Operation } from '../../contract/model.ts';
import { findOperation } from '../../contract/paths.ts';
import { matchScenario, scenariosOf } from '../../contract/scenarios.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { Asked, InvariantMutant } from './mutant.ts';
import { oneOfEachMutator } from './mutant-result.ts';
import { mutantsOf } from './mutants-of.ts';

/**
 * One mutant of each mutator for the last answer of each kind: at the last of many paths, because a fault may
 * show in one category alone. Answers that scenarios ask for are left to those.
 */
export function invariantMutants(contract: Contract, answers: readonly Asked[]): InvariantMutant[] {
  const scenarios = scenariosOf(contract);
  const others = answers.filter(({ request }) => isVariant(request) || !matchScenario(scenarios, request));
  const kinds = new Map(others.map((asked) => [kindOf(operationOf(contract, asked.request), asked), asked]));
  return [...kinds].flatMap(([kind, asked], turn) => {
    const { request, exchange } = asked;
    const operation = operationOf(contract, request);
    const subject = {
      contract,
      operation,
      request,
      response: exchange.original,
      oracle: 'invariants',
    } as const;
    return oneOfEachMutator(mutantsOf(`invariants › ${kind}`, subject), turn).map((mutant) => ({
      ...mutant,
      asked,
    }));
  });
}

/** `listLayers › 200 › HEAD br If-None-Match`. */
function kindOf({ id }: Operation, { request, answer }: Asked): string {
  const { 'accept-encoding': encoding, 'if-none-match': held } = request.headers;
  const asked = [request.method.toUpperCase(), encoding, held && 'If-None-Match'].filter(Boolean).join(' ');
  return `${id} › ${answer.status} › ${asked}`;
}

function isVariant({ method, headers }: PlannedRequest): boolean {
  return method.toUpperCase() === 'HEAD' || 'accept-encoding' in headers || 'if-none-match' in headers;
}

function operationOf(contract: Contract, { method, path }: PlannedRequest): Operation {
  const [pathname = ''] = path.split('?', 1);
  const found = findOperation(contract, method, pathname);
  if (!found) throw new Error(`an invariant requests ${path}, where there is no operation`);
  return found;
}
