/** The contract as data: what the bundle says about operations and problems, with shallow references resolved. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { isObject, type JsonObject } from './json.ts';
import { members, type Place, required, text } from './place.ts';
import { preparedFor } from './prepared.ts';
import { readOperations } from './read-operations.ts';

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
}

export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** The template: `/api/taxonomy/categories/{layer}`. */
  readonly path: string;
  /** What the bearer token of a request has to allow; absent where no token is asked for. */
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
  /** Of the schema, where it states one: a header arrives as a string and may have to become a number. */
  readonly type?: unknown;
  /** `x-volatile`: the value differs from answer to answer. */
  readonly volatile: boolean;
  readonly example?: unknown;
}

export interface MediaDefinition {
  readonly schemaPointer: string;
  /** An illustration, never a scenario. */
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

export const bundleFile = fileURLToPath(new URL('../generated/openapi.yaml', import.meta.url));

export function readContract(file: string = bundleFile): Contract {
  return parseContract(readFileSync(file, 'utf8'));
}

export function parseContract(source: string): Contract {
  const checksum = createHash('sha256').update(source).digest('hex');
  const document = preparedFor(checksum)?.document ?? load(source);
  if (!isObject(document)) throw new Error('the contract is not an OpenAPI document');
  const root = { document, pointer: '', value: document };
  return {
    document,
    text: source,
    version: text(required(root, 'info'), 'version'),
    checksum,
    operations: readOperations(root),
    problems: readProblems(root),
  };
}

function readProblems(root: Place): Contract['problems'] {
  const schemas = required(required(root, 'components'), 'schemas');
  const catalogue = required(required(schemas, 'ProblemType'), 'x-problems');
  return new Map(
    members(catalogue).map(([slug, problem]) => [
      slug,
      {
        status: Number(required(problem, 'status').value),
        title: text(problem, 'title'),
        description: text(problem, 'description'),
        remedy: text(problem, 'remedy'),
      },
    ]),
  );
}
