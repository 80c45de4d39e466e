import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from './json.ts';

/** The parsed contract and its compiled schemas, made at build time so that a start need not make them. */
export interface Prepared {
  /** The checksum of the contract. */
  readonly checksum: string;
  readonly document: JsonObject;
  /** By JSON Pointer of the schema. */
  readonly validators: Readonly<Record<string, ValidateFunction>>;
}

/**
 * Undefined when the sources run, and for any other text than the one that it was made from. `npm run build` replaces
 * this module.
 *
 * @param _digest SHA-256 of the text of the bundle
 */
export function preparedFor(_digest: string): Prepared | undefined {
  return undefined;
}
