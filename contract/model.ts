/** The contract as data: operations and problems, with shallow references resolved. */
import type { JsonObject } from './json.ts';

export type Method = 'get' | 'post';
export type Named<T> = ReadonlyMap<string, T>;

export interface Contract {
  readonly document: JsonObject;
  readonly text: string;
  /** `info.version`. */
  readonly version: string;
  /** SHA-256 of the text, lower-case hex. */
  readonly checksum: string;
  readonly operations: readonly Operation[];
  /** By slug: `/problems/<slug>` is the `type` of the problem on the wire. */
  readonly problems: Named<ProblemDefinition>;
  /**
   * Checks a value against a schema of the contract, in the dialect of the contract (JSON Schema 2020-12).
   * @param schemaPointer JSON Pointer to the schema. It is compiled when it is first used.
   */
  validate(schemaPointer: string, value: unknown): SchemaFailure[];
}

export interface SchemaFailure {
  /** JSON Pointer into the value. */
  readonly pointer: string;
  readonly detail: string;
}

export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** The template: `/api/taxonomy/categories/{layer}`. */
  readonly path: string;
  /** The scopes that a bearer token needs; absent when the operation needs no token. */
  readonly scopes?: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: ReadonlyMap<number, ResponseDefinition>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schemaPointer: string;
  readonly example?: unknown;
  readonly examples: Named<unknown>;
}

export interface RequestBody {
  readonly required: boolean;
  /** `x-max-bytes`: a longer body is answered 413. */
  readonly maxBytes?: number;
  readonly contentType: string;
  readonly schemaPointer: string;
  readonly examples: Named<unknown>;
}

export interface ResponseDefinition {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Named<HeaderDefinition>;
  /** By media type. */
  readonly content: Named<MediaDefinition>;
}

export interface HeaderDefinition {
  readonly required: boolean;
  readonly schemaPointer: string;
  /** The `type` of the schema. A header arrives as a string and may have to become a number. */
  readonly type?: unknown;
  /** `x-volatile`: the value differs between responses. */
  readonly volatile: boolean;
  readonly example?: unknown;
}

export interface MediaDefinition {
  readonly schemaPointer: string;
  /** The singular `example` only illustrates; it is no scenario. */
  readonly example?: unknown;
  /** By scenario name. */
  readonly examples: Named<unknown>;
}

export interface ProblemDefinition {
  readonly status: number;
  readonly title: string;
  readonly description: string;
  readonly remedy: string;
}
