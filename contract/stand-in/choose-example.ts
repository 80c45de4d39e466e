/** Which example of an operation is the response, by the status and the name that are wanted. */
import { preferredType } from '../accept.ts';
import type { Operation } from '../model.ts';
import { declaredResponse } from '../read-responses.ts';
import { responseExamples, responsesWithoutContent } from '../scenarios.ts';
import type { Preference, Refusal } from './model.ts';

/** One response, without a name where it has no example. */
export interface ChosenExample extends Preference {
  readonly code: number;
  readonly mediaTypes: string[];
}

/** Where a body is from, as X-Mock says it. */
export function originOf(
  operation: Operation,
  { code, mediaTypes, exampleKey }: ChosenExample,
): string | undefined {
  const media = declaredResponse(operation, code)?.content.get(mediaTypes[0] ?? '');
  if (exampleKey !== undefined) return `used=${encodeURIComponent(exampleKey)}`;
  return media && (media.example === undefined ? 'generated' : 'used=example');
}

/**
 * Prism would choose otherwise in three cases. It finds an example only under the first success, it takes an example
 * of another status under `4XX` and `default`, and it counts the parameters of media types.
 */
export function chooseExample(
  operation: Operation,
  { code, exampleKey }: Preference,
  accept?: string,
): ChosenExample | Refusal {
  const named = [...responseExamples(operation), ...responsesWithoutContent(operation)].filter(
    ({ status }) => status === (code ?? status),
  );
  const examples = named.filter(({ name }) => name === exampleKey);
  const status = code ?? examples[0]?.status ?? Math.min(...operation.responses.keys());
  const content = declaredResponse(operation, status)?.content;
  if (!content) return { slug: 'not-found', detail: `This operation does not declare the status ${status}.` };
  if (exampleKey !== undefined && examples.length === 0) return noSuchExample(exampleKey, named);
  if (content.size === 0) return { code: status, mediaTypes: ['*/*'] };
  const mediaTypes =
    exampleKey === undefined
      ? [...content.keys()]
      : examples.filter((one) => one.status === status).map(({ mediaType }) => mediaType);
  const mediaType = preferredType(mediaTypes, accept) ?? mediaTypes[0] ?? '*/*';
  const [first] = content.get(mediaType)?.examples.keys() ?? [];
  const key = exampleKey ?? first;
  return { code: status, mediaTypes: [mediaType], ...(key && { exampleKey: key }) };
}

function noSuchExample(name: string, named: readonly { readonly name: string }[]): Refusal {
  const names = [...new Set(named.map((one) => one.name))].join(', ');
  const remedy = names ? `Choose one of ${names}.` : 'There are none.';
  return { slug: 'not-found', detail: `No example of this response is named ${name}. ${remedy}` };
}
