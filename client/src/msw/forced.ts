/** Responses that a test chooses instead of the request. */
import type { Operation } from '../../../contract/model.ts';
import { responseExamples, responsesWithoutContent } from '../../../contract/scenarios.ts';
import type { Preference } from '../../../contract/stand-in/model.ts';

/** A scenario of the contract by its name, or a status. */
export type Forced = string | number;

/**
 * The response that each operation has to send next. Undefined where it has no such response, and after a sequence
 * without a `scenario`.
 * @throws Error when no operation has a response that is named
 */
export function createForced(
  operations: readonly Operation[],
  scenario: string | undefined,
  sequence: readonly Forced[],
): (operation: Operation) => Preference | undefined {
  for (const forced of [...sequence, scenario]) if (forced !== undefined) requireOne(operations, forced);
  const sent = new Map<Operation, number>();
  return (operation) => {
    const index = sent.get(operation) ?? 0;
    sent.set(operation, index + 1);
    const forced = sequence[index] ?? scenario;
    if (forced === undefined || !responsesOf(operation).includes(forced)) return undefined;
    return typeof forced === 'number' ? { code: forced } : { exampleKey: forced };
  };
}

function requireOne(operations: readonly Operation[], forced: Forced): void {
  const known = new Set(operations.flatMap(responsesOf));
  if (known.has(forced)) return;
  const alike = [...known].filter((one) => typeof one === typeof forced);
  throw new Error(
    `No operation has the ${typeof forced === 'number' ? 'status' : 'scenario'} ${forced}. There are: ${alike.sort().join(', ')}.`,
  );
}

function responsesOf(operation: Operation): Forced[] {
  const named = [...responseExamples(operation), ...responsesWithoutContent(operation)];
  return [...operation.responses.keys(), ...named.map(({ name }) => name)];
}
