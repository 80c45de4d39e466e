/** The contract as data: operations and problems, with shallow references resolved. */
import type { JsonObject } from './json.ts';

export type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
export type Named<T> = ReadonlyMap<string, T>;

export interface Contract {
  readonly document: JsonObject;
  readonly text: string;
  /** `info.version`. */
  readonly version: string;
  /** SHA-256 of its JSON in canonical form (RFC 8785) without `servers`, in hexadecimal digits. */
  readonly checksum: string;
  readonly operations: readonly Operation[];
  /** Every operation at a path, whatever its method, and the values in the path, still percent-encoded, by name. */
  find(path: string): { readonly operations: readonly Operation[]; readonly values: Named<string> };
  /** By slug: `/problems/<slug>` is the `type` of the problem on the wire. */
  readonly problems: Named<ProblemDefinition>;
  /**
   * Checks a value against a schema of the contract, in the dialect of the contract (JSON Schema 2020-12).
   * @param schemaPointer JSON Pointer to the schema. It is compiled when it is first used.
   */
  validate(schemaPointer: string, value: unknown): SchemaFailure[];
  /**
   * How a client that ignores what it does not know reads responses, headers included. Absent: a response may hold
   * only what is declared.
   */
  readonly asClient?: Pick<Contract, 'validate'>;
}

export interface SchemaFailure {
  /** JSON Pointer into the value. */
  readonly pointer: string;
  readonly detail: string;
  /** The keyword of the schema that is broken, such as `pattern`. */
  readonly keyword?: string;
  /** What the keyword demands, without the value. */
  readonly message?: string;
}

export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** The template: `/api/taxonomy/categories/{layer}`. */
  readonly path: string;
  /** What a caller has to present; absent when the operation is open. */
  readonly security?: Security;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  /** Those that are declared one by one, and those that a range or `default` declares and the toolkit can send. */
  readonly responses: ReadonlyMap<number, ResponseDefinition>;
  /** `4XX`, `5XX` and `default`: errors that `responses` lacks. */
  readonly otherResponses: Named<ResponseDefinition>;
}

export interface Security {
  /** Whether the operation may be called without any of them. */
  readonly optional: boolean;
  /** One of them is enough. */
  readonly alternatives: readonly Requirement[];
}

export interface Requirement {
  readonly scheme: SecurityScheme;
  readonly scopes: readonly string[];
}

export type SecurityScheme =
  | { readonly name: string; readonly type: 'bearer' | 'basic' }
  | {
      readonly name: string;
      readonly type: 'apiKey';
      readonly in: 'header' | 'query';
      /** The name of the header or of the query parameter. */
      readonly parameter: string;
    };

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly style: ParameterStyle;
  /** Whether each item of a list is a pair of its own in the query. */
  readonly explode: boolean;
  readonly schemaPointer: string;
  readonly example?: unknown;
  readonly examples: Named<unknown>;
}

export type ParameterStyle = 'simple' | 'form' | 'pipeDelimited' | 'deepObject';

export interface RequestBody {
  readonly required: boolean;
  /** `x-max-bytes`: a longer body is answered 413. */
  readonly maxBytes?: number;
  /** By media type. */
  readonly content: Named<MediaDefinition>;
}

export interface ResponseDefinition {
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
