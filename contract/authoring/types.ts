import type { Oas3_1Definition } from '@redocly/openapi-core';
import {
  astToString,
  type GlobalContext,
  type OpenAPI3,
  resolveRef,
  scanDiscriminators,
  transformSchema,
} from 'openapi-typescript';

const options = {
  // A snapshot's prebuilt, frozen bodies fit the types of the answers.
  immutable: true,
  silent: true,
  defaultNonNullable: true,
} as const;

/**
 * The types of the contract. openapiTS() itself would lint and bundle once more what is linted and bundled, which is
 * four fifths of its time, so this hands the rest of it what it would.
 *
 * @param document the bundle; discriminators are written into it.
 */
export function renderTypes(document: Oas3_1Definition): string {
  const schema = document as OpenAPI3;
  const context = {
    ...options,
    injectFooter: [],
    discriminators: scanDiscriminators(schema, options),
    resolve: ($ref: string) => resolveRef(schema, $ref, options),
  };
  return astToString(transformSchema(schema, context as unknown as GlobalContext));
}
