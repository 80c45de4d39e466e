import { relative } from 'node:path';
import { getLineColLocation, type NormalizedProblem } from '@redocly/openapi-core';

/** The contract's sources cannot be used; the message is for the person who edits them. */
export class ContractError extends Error {
  override name = 'ContractError';

  constructor(problems: string, options?: ErrorOptions) {
    super(`The contract is broken, generated/ stays as it is.\n${problems}`, options);
  }
}

/** One problem as `file:line:column  message (rule)`, the form that editors and terminals make clickable. */
export function formatProblem(root: string, problem: NormalizedProblem): string {
  const where = problem.location[0];
  const place = where === undefined ? '' : `${formatPlace(root, where)}  `;
  const suggestions = problem.suggest.length > 0 ? ` Did you mean ${problem.suggest.join(', ')}?` : '';
  return `${place}${problem.message.trim()}${suggestions} (${problem.ruleId})`;
}

function formatPlace(root: string, where: NormalizedProblem['location'][number]): string {
  const { line, col } = getLineColLocation(where).start;
  return `${relative(root, where.source.absoluteRef)}:${line}:${col}`;
}
