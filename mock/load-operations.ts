/** The contract in Prism's own form, loaded in the two ways in which Prism is asked. */
import { transformOas3Operations } from '@stoplight/http-spec/oas3/operation';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { Contract } from '../contract/model.ts';

export type PrismOperation = ReturnType<typeof transformOas3Operations>[number];

/**
 * For answers from examples. Prism's own loader dereferences the document first, which takes ten times as long and
 * would keep every edit waiting; here the generator finds `components` where a response has no example.
 */
export function loadForExamples({ document }: Contract): PrismOperation[] {
  const { components } = document;
  return transformOas3Operations(document).map((operation) => ({ ...operation, components }));
}

const mostItems = 3;

/**
 * For `Prefer: dynamic=true`. Prism's generator fills every array up to its maxItems, which takes all memory there
 * is for a tree; it takes the pattern for the whole text where a format has one, too; and it does not know
 * unevaluatedProperties. So it is given schemas that keep it out of that.
 */
export async function loadForGeneration({ document }: Contract): Promise<PrismOperation[]> {
  const tame: unknown = JSON.parse(JSON.stringify(document), (_, value) => {
    if (typeof value?.maxItems === 'number') {
      value.maxItems = Math.min(value.maxItems, Math.max(value.minItems ?? 0, mostItems));
    }
    if (typeof value?.format === 'string') delete value.pattern;
    if (value?.unevaluatedProperties === false) value.additionalProperties = false;
    return value;
  });
  return getHttpOperationsFromSpec(tame as object);
}
