/** Operations that nobody has in this project's contract, one or more for each feature of OpenAPI. */

// biome-ignore lint/suspicious/noExplicitAny: YAML of any form.
export type Node = Record<string, any>;

export const kinds = [
  'parameters',
  'paths',
  'methods',
  'bodies',
  'responses',
  'schemas',
  'security',
  'combinations',
] as const;
export type Kind = (typeof kinds)[number];

export interface FeatureOperation {
  readonly kind: Kind;
  /** A row of the table in docs/guides/openapi-features.md. */
  readonly feature: string;
  readonly path: string;
  readonly method: string;
  /** The OpenAPI object, complete. */
  readonly operation: Node;
}

export interface FeatureSources {
  readonly operations: readonly FeatureOperation[];
  /** By path: what a path item has beside its operations. */
  readonly paths: ReadonlyMap<string, Node>;
  /** By kind of component, then by name. */
  readonly components: Readonly<Record<string, Node>>;
}

export const methods = ['get', 'put', 'post', 'patch', 'delete'];

export interface FeatureFailure {
  readonly operation: string;
  readonly detail: string;
}
