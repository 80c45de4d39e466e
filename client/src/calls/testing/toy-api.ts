// The types of toy.yaml, written by `npx vitest run contract/authoring/render-types.test.ts -u`.
// biome-ignore-all format: openapi-typescript wrote it
export interface paths {
    readonly "/toys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get: operations["listToys"];
        readonly put: operations["putToy"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/toys/photo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post: operations["addPhoto"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Toy: {
            readonly id: number;
            readonly name: string;
            /** @default 1 */
            readonly size: number;
            readonly secret?: string;
            readonly parts?: readonly components["schemas"]["Toy"][];
        };
        readonly Photo: {
            readonly files: readonly Blob[];
            /** Format: binary */
            readonly cover?: Blob;
        };
        readonly Problem: {
            /** @enum {string} */
            readonly type: "/problems/a";
        };
        readonly "Toy.request": {
            readonly id?: never;
            readonly name: string;
            /** @default 1 */
            readonly size?: number;
            readonly secret?: string;
            readonly parts?: readonly components["schemas"]["Toy.request"][];
        };
        readonly "Toy.response": {
            readonly id: number;
            readonly name: string;
            /** @default 1 */
            readonly size: number;
            readonly secret?: never;
            readonly parts?: readonly components["schemas"]["Toy.response"][];
        };
        readonly "Toy.received": {
            readonly id?: never;
            readonly name: string;
            /** @default 1 */
            readonly size: number;
            readonly secret?: string;
            readonly parts?: readonly components["schemas"]["Toy.received"][];
        };
    };
    responses: {
        readonly Problem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
/** The operations that have defaults, as their handlers see them. */
export interface inputs {
    readonly listToys: {
        readonly parameters: {
            readonly query: {
                readonly limit: number;
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: never;
    };
    readonly putToy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Toy.received"];
            };
        };
        readonly responses: never;
    };
}
export interface operations {
    readonly listToys: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Toy.response"][];
                    readonly "text/csv": string;
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly putToy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Toy.request"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.toy+json": components["schemas"]["Toy.response"];
                };
            };
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly addPhoto: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "multipart/form-data": components["schemas"]["Photo"];
                readonly "image/png": Blob;
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/png": Blob;
                };
            };
        };
    };
}
