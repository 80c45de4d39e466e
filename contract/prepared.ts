import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from './json.ts';

/** What a start would have to work out of the contract, worked out before. */
export interface Prepared {
  /** Of the text that it was worked out of: for any other it does not count. */
  readonly checksum: string;
  readonly document: JsonObject;
  /** By JSON Pointer of the schema. */
  readonly validators: Readonly<Record<string, ValidateFunction>>;
}

/** There is none when the sources run: `npm run build` puts another module in the location of this one. */
export function preparedFor(_checksum: string): Prepared | undefined {
  return undefined;
}
