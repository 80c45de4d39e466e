// Made from openapi/ by `npm run generate`. Do not edit.

export interface paths {
    readonly "/api/taxonomy/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Health of this server
         * @description Answers from memory. With the store down and a release in memory the status is degraded, and reads go on.
         */
        readonly get: operations["getHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/version": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Version of the data and of the contract
         * @description Small enough to ask often.
         */
        readonly get: operations["getVersion"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The whole tree
         * @description The current release with all layers, categories, subcategories and aliases.
         */
        readonly get: operations["getTaxonomy"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/layers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The layers
         * @description All layers, each with how much is below it.
         */
        readonly get: operations["listLayers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/categories/{layer}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The categories of a layer
         * @description Each with how much is below it.
         */
        readonly get: operations["listCategories"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/subcategories/{layer}/{category}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The subcategories of a category
         * @description In order of their numbers.
         */
        readonly get: operations["listSubcategories"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The nodes that a text names
         * @description For callers without a copy. Case and diacritics do not matter, and words may be separated by a space, _ or -. A node is found by its code, its name, an alias, or the beginning of its HFN or MFA. The order is: the whole code, alias or path; the whole name; their beginning; the beginning of a word in the name; anywhere in the name, code or alias. Equal hits are in the order of the tree.
         */
        readonly get: operations["searchTaxonomy"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/convert/hfn-to-mfa": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * From HFN to MFA
         * @description Case and surrounding white space do not matter; the answer is canonical. An unknown code is a problem, never a guess.
         */
        readonly post: operations["convertHfnToMfa"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/convert/mfa-to-hfn": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * From MFA to HFN
         * @description The inverse of the conversion from HFN to MFA.
         */
        readonly post: operations["convertMfaToHfn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/convert/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Many addresses at once
         * @description One result for each input, in order. One bad address never fails the batch. Suggestions are looked for in the first 100 addresses that fail; those of later ones are empty.
         */
        readonly post: operations["convertBatch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/sync": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The whole state
         * @description For a first start, and whenever a delta cannot be had.
         */
        readonly get: operations["getFullSync"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/sync/incremental": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The changes since a version
         * @description Net changes, at most one for each node. metadata.checksum is that of the state after applying them.
         */
        readonly get: operations["getIncrementalSync"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/releases": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Every release
         * @description All that was ever published, newest first and without trees; the first is the current one.
         */
        readonly get: operations["listReleases"];
        readonly put?: never;
        /**
         * Publish the next release
         * @description Checks the whole content against the rules, computes its version from what it changes, and serves it from then on. All of it happens or nothing does. What is current already is answered 200 and not published again.
         */
        readonly post: operations["publishRelease"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/releases/{version}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One release, whole
         * @description Any release that was ever published. It never changes, so it may be cached for ever.
         */
        readonly get: operations["getRelease"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/index": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Every code as a key; new callers take getFullSync
         * @description The version and the codes of the whole tree. A change of the version means that a copy is out of date.
         */
        readonly get: operations["getIndex"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/tree": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The tree as maps by code; new callers take getTaxonomy
         * @description Without numbers of layers and categories, aliases and deprecations. The order of the keys means nothing.
         */
        readonly get: operations["getTree"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/layer-count": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The number of layers; new callers take listLayers
         * @description With the code of each layer.
         */
        readonly get: operations["getLayerCount"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/layers/{layer}/category-count": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The number of categories of a layer; new callers take listCategories
         * @description The count alone.
         */
        readonly get: operations["getCategoryCount"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/layers/{layer}/subcategory-counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The number of subcategories of each category; new callers take listCategories
         * @description With the totals of the layer.
         */
        readonly get: operations["getSubcategoryCounts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/layers/{layer}/categories": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The categories of a layer; new callers take listCategories
         * @description Code, name and number of each, in order of their numbers.
         */
        readonly get: operations["listLayerCategories"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/layers/{layer}/categories/{category}/subcategory-count": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The number of subcategories of a category; new callers take listSubcategories
         * @description The count alone.
         */
        readonly get: operations["getSubcategoryCount"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/taxonomy/layers/{layer}/categories/{category}/subcategories": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The subcategories of a category; new callers take listSubcategories
         * @description Code, name and number of each, in order of their numbers. The codes have no prefix.
         */
        readonly get: operations["listLayerSubcategories"];
        readonly put?: never;
        readonly post?: never;
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
        /**
         * @description Version of this contract.
         * @example 1.2.0
         */
        readonly ContractVersion: string;
        /** @description What this server was built from. Absent when it runs from its sources. */
        readonly Build: {
            /**
             * @description SHA-256 of the manifest of the build, which lists the SHA-256 of every file.
             * @example 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae
             */
            readonly id: string;
            /**
             * @description The commit that was built; `-dirty` follows when files had been changed. Absent without git.
             * @example 5e1f3a9c0b7d4e2f8a6c1b3d5f7e9a0c2b4d6f81
             */
            readonly commit?: string;
        };
        /**
         * @description A number of things, counted from the data.
         * @example 10
         */
        readonly Count: number;
        /**
         * @description Whether a dependency answers.
         * @example up
         * @enum {string}
         */
        readonly CheckStatus: "up" | "down";
        /** @description Whether this server can answer, and from what. */
        readonly Health: {
            /**
             * @description healthy: everything works. degraded: the store is down, reads go on from memory; or some of its releases are damaged. unavailable: there is nothing to serve.
             * @example healthy
             * @enum {string}
             */
            readonly status: "healthy" | "degraded" | "unavailable";
            /**
             * @description Version of the data that is served; null while there is none.
             * @example 1.2.3
             */
            readonly version: string | null;
            readonly contractVersion: components["schemas"]["ContractVersion"];
            /**
             * @description The tier this server runs in.
             * @example dev
             * @enum {string}
             */
            readonly environment: "dev" | "staging" | "production";
            /**
             * @description Seconds since this server started.
             * @example 42.1
             */
            readonly uptime: number;
            /**
             * Format: date-time
             * @description When this answer was made, RFC 3339 in UTC.
             * @example 2026-10-15T09:00:00.000Z
             */
            readonly timestamp: string;
            /**
             * Format: date-time
             * @description When the served data was published, RFC 3339 in UTC; null while there is none.
             * @example 2026-10-15T09:00:00Z
             */
            readonly lastUpdated: string | null;
            readonly build?: components["schemas"]["Build"];
            readonly layerCount: components["schemas"]["Count"];
            readonly totalCategories: components["schemas"]["Count"];
            readonly totalSubcategories: components["schemas"]["Count"];
            /** @description What this server depends on, one entry each. */
            readonly checks: {
                /** @description Where releases live. */
                readonly store: {
                    readonly status: components["schemas"]["CheckStatus"];
                    /**
                     * @description Milliseconds that the store took to answer.
                     * @example 0.4
                     */
                    readonly latencyMs: number;
                    /**
                     * @description The versions of releases whose stored data was found damaged, 100 at most; "#2" is the second release, when its version cannot be read. Absent when none was found.
                     * @example [
                     *       "1.2.2"
                     *     ]
                     */
                    readonly damaged?: readonly string[];
                };
                /** @description The release held in memory, from which every read is answered. */
                readonly snapshot: {
                    readonly status: components["schemas"]["CheckStatus"];
                };
            };
        };
        /**
         * @description Every kind of problem there is. Each is a page of the docs.
         * @example /problems/unknown-address
         * @enum {string}
         */
        readonly ProblemType: "/problems/invalid-request" | "/problems/malformed-address" | "/problems/unknown-address" | "/problems/unknown-layer" | "/problems/unknown-category" | "/problems/unknown-release" | "/problems/release-expired" | "/problems/since-ahead" | "/problems/version-conflict" | "/problems/precondition-failed" | "/problems/precondition-required" | "/problems/rule-violation" | "/problems/idempotency-key-reused" | "/problems/unauthenticated" | "/problems/forbidden" | "/problems/not-found" | "/problems/method-not-allowed" | "/problems/not-acceptable" | "/problems/payload-too-large" | "/problems/unsupported-media-type" | "/problems/request-timeout" | "/problems/expectation-failed" | "/problems/headers-too-large" | "/problems/rate-limited" | "/problems/unavailable" | "/problems/release-damaged" | "/problems/internal" | "/problems/not-implemented";
        /**
         * @description The kind of problem in a few words; the same for every occurrence.
         * @example Address unknown
         */
        readonly ProblemTitle: string;
        /**
         * @description What was wrong this time and what to do, for a person.
         * @example No subcategory "XXX" in S.POP.
         */
        readonly ProblemDetail: string;
        /** @description What every problem has (RFC 9457). */
        readonly ProblemMembers: {
            readonly type: components["schemas"]["ProblemType"];
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @example 404
             */
            readonly status: number;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /**
         * @description The faults that were found, each with its place.
         * @example [
         *       {
         *         "pointer": "/body/hfn",
         *         "detail": "must be string"
         *       }
         *     ]
         */
        readonly ProblemErrors: readonly {
            /**
             * @description JSON Pointer (RFC 6901) into the request, which has the members body, path, query and headers.
             * @example /body/hfn
             */
            readonly pointer: string;
            readonly detail: components["schemas"]["ProblemDetail"];
        }[];
        /** @description The request breaks the contract. */
        readonly InvalidRequestProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/invalid-request
             * @enum {string}
             */
            readonly type: "/problems/invalid-request" | "/problems/malformed-address";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 400;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
            readonly errors: components["schemas"]["ProblemErrors"];
        };
        /** @description A fault of the server. */
        readonly InternalProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/internal
             * @enum {string}
             */
            readonly type: "/problems/internal";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 500;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /**
         * @description Version of the data, MAJOR.MINOR.PATCH. Major: a node was removed, moved or renumbered, or an alias dropped; minor: something was added or deprecated; patch: only names or descriptions changed.
         * @example 1.2.3
         */
        readonly DataVersion: string;
        /**
         * @description SHA-256 in lower-case hexadecimal.
         * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
         */
        readonly Checksum: string;
        /**
         * Format: date-time
         * @description RFC 3339 date and time in UTC.
         * @example 2026-10-15T09:00:00Z
         */
        readonly Timestamp: string;
        /** @description What is served, and by which contract. Two holders of equal checksums hold the same bytes. */
        readonly VersionInfo: {
            readonly version: components["schemas"]["DataVersion"];
            readonly checksum: components["schemas"]["Checksum"];
            readonly lastUpdated: components["schemas"]["Timestamp"];
            readonly totalItems: components["schemas"]["Count"];
            /** @description The contract this server runs. */
            readonly contract: {
                readonly version: components["schemas"]["ContractVersion"];
                /**
                 * @description SHA-256 of the bundled contract, in lower-case hexadecimal.
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                readonly checksum: string;
            };
            readonly build?: components["schemas"]["Build"];
        };
        /** @description The answer has none of the ETags in If-Match. */
        readonly IfMatchFailedProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/precondition-failed
             * @enum {string}
             */
            readonly type: "/problems/precondition-failed";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 412;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /** @description Too many requests. */
        readonly RateLimitedProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/rate-limited
             * @enum {string}
             */
            readonly type: "/problems/rate-limited";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 429;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /** @description Nothing to serve yet, or not now. */
        readonly UnavailableProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/unavailable
             * @enum {string}
             */
            readonly type: "/problems/unavailable";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 503;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /**
         * @description Name for people.
         * @example Pop
         */
        readonly NodeName: string;
        /**
         * @description Path of a node, the codes from the layer down, joined by dots.
         * @example S.POP.HPM
         */
        readonly HfnPath: string;
        /** @description What every node of the tree has beside its code and its number. */
        readonly NodeMembers: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description What belongs here, in a sentence.
             * @example Mainstream pop.
             */
            readonly description?: string;
            /**
             * @description Present when the node should no longer be used. Its addresses still convert.
             * @constant
             */
            readonly deprecated?: true;
            readonly replacedBy?: components["schemas"]["HfnPath"];
        };
        /**
         * @description Code of a layer, one upper-case letter.
         * @example S
         */
        readonly LayerCode: string;
        /**
         * @description Number of a layer, without leading zeros.
         * @example 2
         */
        readonly LayerNumber: string;
        /**
         * @description Code of a category or subcategory, unique among its siblings.
         * @example POP
         */
        readonly NodeCode: string;
        /**
         * @description Number of a category or subcategory, three digits, unique among its siblings and never reused.
         * @example 001
         */
        readonly NodeNumber: string;
        /** @description A category or subcategory without what is below it. */
        readonly Node: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description What belongs here, in a sentence.
             * @example Mainstream pop.
             */
            readonly description?: string;
            /**
             * @description Present when the node should no longer be used. Its addresses still convert.
             * @constant
             */
            readonly deprecated?: true;
            readonly replacedBy?: components["schemas"]["HfnPath"];
            readonly code: components["schemas"]["NodeCode"];
            readonly numericCode: components["schemas"]["NodeNumber"];
        };
        /**
         * @description Subcategories in order of their numbers.
         * @example [
         *       {
         *         "code": "HPM",
         *         "numericCode": "007",
         *         "name": "Hipster"
         *       }
         *     ]
         */
        readonly SubcategoryNodes: readonly components["schemas"]["Node"][];
        /** @description A category with its subcategories. */
        readonly CategoryTree: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description What belongs here, in a sentence.
             * @example Mainstream pop.
             */
            readonly description?: string;
            /**
             * @description Present when the node should no longer be used. Its addresses still convert.
             * @constant
             */
            readonly deprecated?: true;
            readonly replacedBy?: components["schemas"]["HfnPath"];
            readonly code: components["schemas"]["NodeCode"];
            readonly numericCode: components["schemas"]["NodeNumber"];
            readonly subcategories: components["schemas"]["SubcategoryNodes"];
        };
        /** @description A layer with its categories. */
        readonly LayerTree: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description What belongs here, in a sentence.
             * @example Mainstream pop.
             */
            readonly description?: string;
            /**
             * @description Present when the node should no longer be used. Its addresses still convert.
             * @constant
             */
            readonly deprecated?: true;
            readonly replacedBy?: components["schemas"]["HfnPath"];
            readonly code: components["schemas"]["LayerCode"];
            readonly numericCode: components["schemas"]["LayerNumber"];
            /**
             * @description Categories in order of their numbers.
             * @example [
             *       {
             *         "code": "POP",
             *         "numericCode": "001",
             *         "name": "Pop",
             *         "subcategories": []
             *       }
             *     ]
             */
            readonly categories: readonly components["schemas"]["CategoryTree"][];
        };
        /**
         * @description The whole tree, layers in order of their numbers.
         * @example [
         *       {
         *         "code": "S",
         *         "numericCode": "2",
         *         "name": "Stars",
         *         "categories": []
         *       }
         *     ]
         */
        readonly LayerTrees: readonly components["schemas"]["LayerTree"][];
        /**
         * @description A second name for the path of a category or subcategory; alias codes have three characters, or two to ten that begin with a letter.
         * @example G.POP.SWIFT
         */
        readonly AliasPath: string;
        /** @description A second name for a node. */
        readonly Alias: {
            readonly alias: components["schemas"]["AliasPath"];
            readonly target: components["schemas"]["HfnPath"];
        };
        /**
         * @description Every alias, in order of its path.
         * @example [
         *       {
         *         "alias": "G.POP.SWIFT",
         *         "target": "G.POP.TSW"
         *       }
         *     ]
         */
        readonly Aliases: readonly components["schemas"]["Alias"][];
        /** @description One release, whole. What this returns can be imported again unchanged. */
        readonly Taxonomy: {
            readonly version: components["schemas"]["DataVersion"];
            readonly checksum: components["schemas"]["Checksum"];
            readonly lastUpdated: components["schemas"]["Timestamp"];
            readonly layers: components["schemas"]["LayerTrees"];
            readonly aliases: components["schemas"]["Aliases"];
        };
        /** @description A layer and how much is below it. */
        readonly LayerSummary: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description What belongs here, in a sentence.
             * @example Mainstream pop.
             */
            readonly description?: string;
            /**
             * @description Present when the node should no longer be used. Its addresses still convert.
             * @constant
             */
            readonly deprecated?: true;
            readonly replacedBy?: components["schemas"]["HfnPath"];
            readonly code: components["schemas"]["LayerCode"];
            readonly numericCode: components["schemas"]["LayerNumber"];
            readonly categoryCount: components["schemas"]["Count"];
            readonly subcategoryCount: components["schemas"]["Count"];
        };
        /** @description The layers of the current release. */
        readonly LayerList: {
            readonly version: components["schemas"]["DataVersion"];
            /**
             * @description Layers in order of their numbers.
             * @example [
             *       {
             *         "code": "S",
             *         "numericCode": "2",
             *         "name": "Stars",
             *         "categoryCount": 16,
             *         "subcategoryCount": 120
             *       }
             *     ]
             */
            readonly layers: readonly components["schemas"]["LayerSummary"][];
            readonly count: components["schemas"]["Count"];
        };
        /**
         * @description Code of a layer as people write it, in either case.
         * @example S
         */
        readonly LayerCodeInput: string;
        /** @description A layer without what is below it. */
        readonly LayerNode: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description What belongs here, in a sentence.
             * @example Mainstream pop.
             */
            readonly description?: string;
            /**
             * @description Present when the node should no longer be used. Its addresses still convert.
             * @constant
             */
            readonly deprecated?: true;
            readonly replacedBy?: components["schemas"]["HfnPath"];
            readonly code: components["schemas"]["LayerCode"];
            readonly numericCode: components["schemas"]["LayerNumber"];
        };
        /** @description A category and how much is below it. */
        readonly CategorySummary: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description What belongs here, in a sentence.
             * @example Mainstream pop.
             */
            readonly description?: string;
            /**
             * @description Present when the node should no longer be used. Its addresses still convert.
             * @constant
             */
            readonly deprecated?: true;
            readonly replacedBy?: components["schemas"]["HfnPath"];
            readonly code: components["schemas"]["NodeCode"];
            readonly numericCode: components["schemas"]["NodeNumber"];
            readonly subcategoryCount: components["schemas"]["Count"];
        };
        /** @description The categories of one layer. */
        readonly CategoryList: {
            readonly version: components["schemas"]["DataVersion"];
            readonly layer: components["schemas"]["LayerNode"];
            /**
             * @description Categories in order of their numbers.
             * @example [
             *       {
             *         "code": "POP",
             *         "numericCode": "001",
             *         "name": "Pop",
             *         "subcategoryCount": 16
             *       }
             *     ]
             */
            readonly categories: readonly components["schemas"]["CategorySummary"][];
            readonly count: components["schemas"]["Count"];
        };
        /** @description There is no such thing. */
        readonly NotFoundProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/unknown-layer
             * @enum {string}
             */
            readonly type: "/problems/unknown-layer" | "/problems/unknown-category";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 404;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /**
         * @description Code of a category as people write it, in either case.
         * @example POP
         */
        readonly CategoryCodeInput: string;
        /** @description The subcategories of one category. */
        readonly SubcategoryList: {
            readonly version: components["schemas"]["DataVersion"];
            readonly layer: components["schemas"]["LayerNode"];
            readonly category: components["schemas"]["Node"];
            readonly subcategories: components["schemas"]["SubcategoryNodes"];
            readonly count: components["schemas"]["Count"];
        };
        /**
         * @description Path of a node in numbers from the layer down, joined by dots.
         * @example 2.001.007
         */
        readonly MfaPath: string;
        /** @description A node that was found. */
        readonly SearchHit: {
            readonly hfn: components["schemas"]["HfnPath"];
            readonly mfa: components["schemas"]["MfaPath"];
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description Depth of the node in the tree.
             * @enum {string}
             */
            readonly level: "layer" | "category" | "subcategory";
            /**
             * @description The names from the layer down to the node itself, one for each segment of its paths.
             * @example [
             *       "Stars",
             *       "Pop",
             *       "Hipster_Male"
             *     ]
             */
            readonly path: readonly components["schemas"]["NodeName"][];
            /**
             * @description Present when the node, or one above it, should no longer be used. Its addresses still convert.
             * @constant
             */
            readonly deprecated?: true;
            readonly replacedBy?: components["schemas"]["HfnPath"];
        };
        /** @description The nodes that were found, best first. */
        readonly SearchResult: {
            readonly version: components["schemas"]["DataVersion"];
            /**
             * @description The best hits, as many as the limit allows.
             * @example [
             *       {
             *         "hfn": "S.POP",
             *         "mfa": "2.001",
             *         "name": "Pop",
             *         "level": "category",
             *         "path": [
             *           "Stars",
             *           "Pop"
             *         ]
             *       }
             *     ]
             */
            readonly hits: readonly components["schemas"]["SearchHit"][];
            readonly count: components["schemas"]["Count"];
            /**
             * @description How many hits there are without the limit.
             * @example 23
             */
            readonly total: number;
        };
        /**
         * @description A human-friendly name as people write it, in any case, white space around it allowed.
         * @example S.POP.HPM.001
         */
        readonly HfnInput: string;
        /** @description One address to convert. */
        readonly HfnRequest: {
            readonly hfn: components["schemas"]["HfnInput"];
        };
        /**
         * @description Human-friendly name, canonical.
         * @example S.POP.HPM.001
         */
        readonly Hfn: string;
        /**
         * @description Machine-friendly address, canonical.
         * @example 2.001.007.001
         */
        readonly Mfa: string;
        /** @description Both addresses of one asset in canonical form. The optional members speak of the first part of the address, base before components, that they apply to. */
        readonly Conversion: {
            readonly hfn: components["schemas"]["Hfn"];
            readonly mfa: components["schemas"]["Mfa"];
            /**
             * @description Always true; a failure is a problem.
             * @constant
             */
            readonly success: true;
            /**
             * @description Present when a node on the way to this address is deprecated.
             * @constant
             */
            readonly deprecated?: true;
            readonly replacedBy?: components["schemas"]["HfnPath"];
            readonly aliasOf?: components["schemas"]["HfnPath"];
        };
        /** @description The body is larger than the limit. */
        readonly PayloadTooLargeProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/payload-too-large
             * @enum {string}
             */
            readonly type: "/problems/payload-too-large";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 413;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /** @description The body has a media type that is not understood. */
        readonly UnsupportedMediaTypeProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/unsupported-media-type
             * @enum {string}
             */
            readonly type: "/problems/unsupported-media-type";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 415;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /**
         * @description Which part of the address does not exist.
         * @example subcategory
         * @enum {string}
         */
        readonly ProblemSegment: "layer" | "category" | "subcategory";
        /**
         * @description The code or number that does not exist.
         * @example XXX
         */
        readonly ProblemValue: string;
        /**
         * @description Codes or numbers near it that do exist, nearest first.
         * @example [
         *       "HPM"
         *     ]
         */
        readonly Suggestions: readonly string[];
        /** @description The address is well-formed, but no node has it. */
        readonly UnknownAddressProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/unknown-address
             * @enum {string}
             */
            readonly type: "/problems/unknown-address";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 422;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
            readonly segment: components["schemas"]["ProblemSegment"];
            readonly value: components["schemas"]["ProblemValue"];
            readonly suggestions: components["schemas"]["Suggestions"];
            readonly errors: components["schemas"]["ProblemErrors"];
        };
        /**
         * @description A machine-friendly address, white space around it allowed.
         * @example 2.001.007.001
         */
        readonly MfaInput: string;
        /** @description One address to convert. */
        readonly MfaRequest: {
            readonly mfa: components["schemas"]["MfaInput"];
        };
        /**
         * @description One address as it was sent.
         * @example S.POP.HPM.001
         */
        readonly BatchInput: string;
        /** @description Up to 10,000 addresses, all in one direction. */
        readonly BatchRequest: {
            /**
             * @description From which form to which.
             * @example hfn-to-mfa
             * @enum {string}
             */
            readonly direction: "hfn-to-mfa" | "mfa-to-hfn";
            /**
             * @description The addresses. A malformed or unknown one gives a problem in its own place and never fails the others.
             * @example [
             *       "S.POP.HPM.001"
             *     ]
             */
            readonly addresses: readonly components["schemas"]["BatchInput"][];
        };
        /** @description An input that was converted. */
        readonly ConvertedAddress: {
            readonly input: components["schemas"]["BatchInput"];
            /** @description The address in the other form, canonical. */
            readonly output: components["schemas"]["Mfa"] | components["schemas"]["Hfn"];
            /**
             * @description This input was converted.
             * @constant
             */
            readonly ok: true;
        };
        /** @description The input is not an address. */
        readonly MalformedAddress: {
            /**
             * @description The kind of problem; a page of the docs.
             * @constant
             */
            readonly type: "/problems/malformed-address";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The status that the input alone would have had.
             * @constant
             */
            readonly status: 400;
            readonly detail: components["schemas"]["ProblemDetail"];
        };
        /** @description No node has this address. */
        readonly UnknownAddress: {
            /**
             * @description The kind of problem; a page of the docs.
             * @constant
             */
            readonly type: "/problems/unknown-address";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The status that the input alone would have had.
             * @constant
             */
            readonly status: 422;
            readonly detail: components["schemas"]["ProblemDetail"];
            readonly segment: components["schemas"]["ProblemSegment"];
            readonly value: components["schemas"]["ProblemValue"];
            readonly suggestions: components["schemas"]["Suggestions"];
        };
        /** @description An input that was not converted, and why. */
        readonly RejectedAddress: {
            readonly input: components["schemas"]["BatchInput"];
            /**
             * @description This input was not converted.
             * @constant
             */
            readonly ok: false;
            /** @description What is wrong with it, as a conversion of it alone would have told; after 100 that failed, without suggestions. */
            readonly problem: components["schemas"]["MalformedAddress"] | components["schemas"]["UnknownAddress"];
        };
        /** @description One result for each input, in order. */
        readonly BatchConversion: {
            /**
             * @description One result for each input, in the order of the inputs.
             * @example [
             *       {
             *         "input": "S.POP.HPM.001",
             *         "output": "2.001.007.001",
             *         "ok": true
             *       }
             *     ]
             */
            readonly results: readonly (components["schemas"]["ConvertedAddress"] | components["schemas"]["RejectedAddress"])[];
            readonly converted: components["schemas"]["Count"];
            readonly failed: components["schemas"]["Count"];
        };
        /** @description About the state; for a delta, about the state after applying it. */
        readonly SyncMetadata: {
            readonly generatedAt: components["schemas"]["Timestamp"];
            readonly layerCount: components["schemas"]["Count"];
            readonly totalItems: components["schemas"]["Count"];
            /**
             * @description Milliseconds after which to ask again.
             * @default 300000
             * @example 300000
             */
            readonly cacheTimeout: number;
            readonly checksum: components["schemas"]["Checksum"];
            readonly totalCategories: components["schemas"]["Count"];
            readonly totalSubcategories: components["schemas"]["Count"];
        };
        /** @description The whole state. */
        readonly FullSync: {
            readonly version: components["schemas"]["DataVersion"];
            /** @description The tree and the aliases. */
            readonly data: {
                readonly layers: components["schemas"]["LayerTrees"];
                readonly aliases: components["schemas"]["Aliases"];
            };
            readonly metadata: components["schemas"]["SyncMetadata"];
        };
        /**
         * @description Whether it is new or takes the place of what was there.
         * @example added
         * @enum {string}
         */
        readonly UpsertType: "added" | "modified";
        /**
         * @description What the change means; absent where type says it all.
         * @example renamed
         * @enum {string}
         */
        readonly ChangeKind: "renamed" | "renumbered" | "deprecated" | "restored" | "moved";
        /** @description A layer that comes or changes. */
        readonly LayerUpsert: {
            readonly type: components["schemas"]["UpsertType"];
            readonly layer: components["schemas"]["LayerCode"];
            readonly node: components["schemas"]["LayerNode"];
            readonly kind?: components["schemas"]["ChangeKind"];
        };
        /** @description A category, or with subcategory a subcategory, that comes or changes. */
        readonly NodeUpsert: {
            readonly type: components["schemas"]["UpsertType"];
            readonly layer: components["schemas"]["LayerCode"];
            readonly category: components["schemas"]["NodeCode"];
            readonly subcategory?: components["schemas"]["NodeCode"];
            readonly node: components["schemas"]["Node"];
            readonly kind?: components["schemas"]["ChangeKind"];
        };
        /**
         * @description It is no longer there.
         * @constant
         */
        readonly RemovalType: "removed";
        /** @description A node that goes; its level is that of the last code. */
        readonly NodeRemoval: {
            readonly type: components["schemas"]["RemovalType"];
            readonly layer: components["schemas"]["LayerCode"];
            readonly category?: components["schemas"]["NodeCode"];
            readonly subcategory?: components["schemas"]["NodeCode"];
            readonly kind?: components["schemas"]["ChangeKind"];
        };
        /** @description An alias that comes or changes. */
        readonly AliasUpsert: {
            readonly type: components["schemas"]["UpsertType"];
            readonly alias: components["schemas"]["AliasPath"];
            readonly target: components["schemas"]["HfnPath"];
        };
        /** @description An alias that goes. */
        readonly AliasRemoval: {
            readonly type: components["schemas"]["RemovalType"];
            readonly alias: components["schemas"]["AliasPath"];
        };
        /** @description One change of a node or an alias. */
        readonly Change: components["schemas"]["LayerUpsert"] | components["schemas"]["NodeUpsert"] | components["schemas"]["NodeRemoval"] | components["schemas"]["AliasUpsert"] | components["schemas"]["AliasRemoval"];
        /** @description The net changes since a version, at most one for each node, in the order to apply them. */
        readonly IncrementalSync: {
            readonly version: components["schemas"]["DataVersion"];
            readonly since: components["schemas"]["DataVersion"];
            /**
             * @description Aliases that go, then nodes that go (leaves first), then nodes that come or change (parents first), then aliases that come or change.
             * @example [
             *       {
             *         "type": "removed",
             *         "alias": "G.POP.SWIFT"
             *       }
             *     ]
             */
            readonly changes: readonly components["schemas"]["Change"][];
            readonly metadata: components["schemas"]["SyncMetadata"];
        };
        /** @description The version asked from is above the current one. */
        readonly SinceAheadProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/since-ahead
             * @enum {string}
             */
            readonly type: "/problems/since-ahead";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 409;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
            readonly currentVersion: components["schemas"]["DataVersion"];
        };
        /** @description No delta from that version; take the full state. */
        readonly ReleaseExpiredProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/release-expired
             * @enum {string}
             */
            readonly type: "/problems/release-expired";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 410;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
            readonly currentVersion: components["schemas"]["DataVersion"];
            /**
             * @description not-retained: the version is older than what is kept, or was never published. full-is-smaller: the delta would be larger than the full state.
             * @example not-retained
             * @enum {string}
             */
            readonly reason: "not-retained" | "full-is-smaller";
        };
        /**
         * @description What the publisher says about the release, on one line.
         * @example Adds the regional styles of the spring review.
         */
        readonly ReleaseNote: string;
        /** @description What identifies a release, how much it holds, and who published it. */
        readonly ReleaseMembers: {
            readonly version: components["schemas"]["DataVersion"];
            readonly checksum: components["schemas"]["Checksum"];
            readonly layerCount: components["schemas"]["Count"];
            readonly totalCategories: components["schemas"]["Count"];
            readonly totalSubcategories: components["schemas"]["Count"];
            readonly totalItems: components["schemas"]["Count"];
            /**
             * @description The claim sub of the token that published it. Absent when the token had none, or nothing came over HTTP.
             * @example registry-editors
             */
            readonly publisher?: string;
            /**
             * @description The claim jti of that token, with which its issuer finds the token.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly tokenId?: string;
            /**
             * @description The header kid of that token, which names the key that signed it.
             * @example key-2026-01
             */
            readonly keyId?: string;
            readonly note?: components["schemas"]["ReleaseNote"];
        };
        /** @description A release without its tree. */
        readonly ReleaseInfo: {
            readonly version: components["schemas"]["DataVersion"];
            readonly checksum: components["schemas"]["Checksum"];
            readonly layerCount: components["schemas"]["Count"];
            readonly totalCategories: components["schemas"]["Count"];
            readonly totalSubcategories: components["schemas"]["Count"];
            readonly totalItems: components["schemas"]["Count"];
            /**
             * @description The claim sub of the token that published it. Absent when the token had none, or nothing came over HTTP.
             * @example registry-editors
             */
            readonly publisher?: string;
            /**
             * @description The claim jti of that token, with which its issuer finds the token.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly tokenId?: string;
            /**
             * @description The header kid of that token, which names the key that signed it.
             * @example key-2026-01
             */
            readonly keyId?: string;
            readonly note?: components["schemas"]["ReleaseNote"];
            readonly lastUpdated: components["schemas"]["Timestamp"];
        };
        /** @description Every release, newest first. */
        readonly ReleaseList: {
            /**
             * @description The newest is the current one.
             * @example [
             *       {
             *         "version": "1.2.3",
             *         "checksum": "5e92f79c39a83cfbca96640228d12f9e71348c7c0f78675d2211c60e6b29e366",
             *         "lastUpdated": "2026-10-15T09:00:00Z",
             *         "layerCount": 10,
             *         "totalCategories": 85,
             *         "totalSubcategories": 250,
             *         "totalItems": 335
             *       }
             *     ]
             */
            readonly releases: readonly components["schemas"]["ReleaseInfo"][];
            readonly count: components["schemas"]["Count"];
        };
        /**
         * @description The ETag of a release, which is its version in quotes.
         * @example "1.2.3"
         */
        readonly DataVersionTag: string;
        /** @description The whole content of the next release. Its version follows from what it changes; GET /api/taxonomy gives both members of the current one. */
        readonly ReleaseRequest: {
            readonly layers: components["schemas"]["LayerTrees"];
            readonly aliases: components["schemas"]["Aliases"];
            /**
             * @description Raises the version by more than the changes ask for. It never lowers it.
             * @example major
             * @enum {string}
             */
            readonly bump?: "minor" | "major";
            readonly note?: components["schemas"]["ReleaseNote"];
        };
        /** @description The release that is current now. */
        readonly PublishedRelease: {
            readonly version: components["schemas"]["DataVersion"];
            readonly checksum: components["schemas"]["Checksum"];
            readonly layerCount: components["schemas"]["Count"];
            readonly totalCategories: components["schemas"]["Count"];
            readonly totalSubcategories: components["schemas"]["Count"];
            readonly totalItems: components["schemas"]["Count"];
            /**
             * @description The claim sub of the token that published it. Absent when the token had none, or nothing came over HTTP.
             * @example registry-editors
             */
            readonly publisher?: string;
            /**
             * @description The claim jti of that token, with which its issuer finds the token.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly tokenId?: string;
            /**
             * @description The header kid of that token, which names the key that signed it.
             * @example key-2026-01
             */
            readonly keyId?: string;
            readonly note?: components["schemas"]["ReleaseNote"];
            /**
             * Format: date-time
             * @description When it was published, RFC 3339 in UTC.
             * @example 2026-10-15T09:00:00Z
             */
            readonly lastUpdated: string;
        };
        /** @description Who asks is not known. */
        readonly UnauthenticatedProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/unauthenticated
             * @enum {string}
             */
            readonly type: "/problems/unauthenticated";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 401;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /** @description Who asks is known and may not do this, or nobody may. */
        readonly ForbiddenProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/forbidden
             * @enum {string}
             */
            readonly type: "/problems/forbidden";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 403;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /** @description Another release was published in the meantime. */
        readonly VersionConflictProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/version-conflict
             * @enum {string}
             */
            readonly type: "/problems/version-conflict";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 409;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
            readonly currentVersion: components["schemas"]["DataVersion"];
        };
        /** @description The current version is another one. */
        readonly PreconditionFailedProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/precondition-failed
             * @enum {string}
             */
            readonly type: "/problems/precondition-failed";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 412;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
            readonly currentVersion: components["schemas"]["DataVersion"];
        };
        /**
         * @description Every violation, with its place and what to do.
         * @example [
         *       {
         *         "pointer": "/body/aliases/0/target",
         *         "detail": "alias-target: The target S.POP.HPX does not exist."
         *       }
         *     ]
         */
        readonly RuleViolations: readonly {
            /**
             * @description JSON Pointer (RFC 6901) into the request, which has the members body, path, query and headers.
             * @example /body/aliases/0/target
             */
            readonly pointer: string;
            readonly detail: components["schemas"]["ProblemDetail"];
        }[];
        /** @description The request has the right shape, and may not be published. */
        readonly UnpublishableProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/rule-violation
             * @enum {string}
             */
            readonly type: "/problems/rule-violation" | "/problems/idempotency-key-reused";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 422;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
            readonly errors: components["schemas"]["RuleViolations"];
            /**
             * @description How many nodes would be removed. Present when they are more than a tenth of all, and Removals-Confirmed is not this number.
             * @example 342
             */
            readonly removals?: number;
        };
        /** @description The request has no If-Match. */
        readonly PreconditionRequiredProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/precondition-required
             * @enum {string}
             */
            readonly type: "/problems/precondition-required";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 428;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /** @description The release cannot be read, or not now. */
        readonly ReleaseUnavailableProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/unavailable
             * @enum {string}
             */
            readonly type: "/problems/unavailable" | "/problems/release-damaged";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 503;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /** @description No release has this version. */
        readonly UnknownReleaseProblem: {
            /**
             * @description The kind of problem; a page of the docs.
             * @example /problems/unknown-release
             * @enum {string}
             */
            readonly type: "/problems/unknown-release";
            readonly title: components["schemas"]["ProblemTitle"];
            /**
             * @description The HTTP status.
             * @constant
             */
            readonly status: 404;
            readonly detail: components["schemas"]["ProblemDetail"];
            /**
             * Format: uri-reference
             * @description Path of the request that met the problem.
             * @example /api/taxonomy/convert/hfn-to-mfa
             */
            readonly instance: string;
            /**
             * @description Identifier of the request, as in the header X-Request-Id and in the log.
             * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
             */
            readonly requestId: string;
        };
        /** @description The codes of one category, with their count. */
        readonly CodeIndexCategory: {
            readonly subcategoryCount: components["schemas"]["Count"];
            /**
             * @description The subcategories by code. Each is an empty object, so that the keys can be counted.
             * @example {
             *       "HPM": {}
             *     }
             */
            readonly subcategories: {
                readonly [key: string]: Record<string, never>;
            };
        };
        /** @description The codes of one layer, with counts. */
        readonly CodeIndexLayer: {
            readonly totalCategories: components["schemas"]["Count"];
            readonly totalSubcategories: components["schemas"]["Count"];
            /**
             * @description The categories by code.
             * @example {
             *       "POP": {
             *         "subcategoryCount": 1,
             *         "subcategories": {
             *           "HPM": {}
             *         }
             *       }
             *     }
             */
            readonly categories: {
                readonly [key: string]: components["schemas"]["CodeIndexCategory"];
            };
        };
        /** @description Every code of the current release as a key, with counts. */
        readonly CodeIndex: {
            readonly version: components["schemas"]["DataVersion"];
            readonly lastUpdated: components["schemas"]["Timestamp"];
            readonly totalLayers: components["schemas"]["Count"];
            /**
             * @description The layers by code.
             * @example {
             *       "S": {
             *         "totalCategories": 0,
             *         "totalSubcategories": 0,
             *         "categories": {}
             *       }
             *     }
             */
            readonly layers: {
                readonly [key: string]: components["schemas"]["CodeIndexLayer"];
            };
        };
        /** @description A subcategory, whose key is its code. */
        readonly CodeTreeSubcategory: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description What belongs here, in a sentence. Empty when nothing is said about it.
             * @example Understated male pop performers.
             */
            readonly description: string;
            readonly numericCode: components["schemas"]["NodeNumber"];
        };
        /** @description A category with its subcategories by code. */
        readonly CodeTreeCategory: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description The subcategories by code.
             * @example {
             *       "HPM": {
             *         "name": "Hipster_Male",
             *         "description": "Understated male pop performers",
             *         "numericCode": "007"
             *       }
             *     }
             */
            readonly subcategories: {
                readonly [key: string]: components["schemas"]["CodeTreeSubcategory"];
            };
        };
        /** @description A layer with its categories by code. */
        readonly CodeTreeLayer: {
            readonly name: components["schemas"]["NodeName"];
            /**
             * @description The categories by code.
             * @example {
             *       "POP": {
             *         "name": "Pop",
             *         "subcategories": {}
             *       }
             *     }
             */
            readonly categories: {
                readonly [key: string]: components["schemas"]["CodeTreeCategory"];
            };
        };
        /** @description The layers by code. */
        readonly CodeTree: {
            readonly [key: string]: components["schemas"]["CodeTreeLayer"];
        };
        /** @description How many layers there are, and which. */
        readonly LayerCount: {
            readonly count: components["schemas"]["Count"];
            /**
             * @description The codes of the layers in order of their numbers.
             * @example [
             *       "G",
             *       "S"
             *     ]
             */
            readonly layers: readonly components["schemas"]["LayerCode"][];
        };
        /** @description How many categories a layer has. */
        readonly CategoryCount: {
            readonly layer: components["schemas"]["LayerCode"];
            readonly count: components["schemas"]["Count"];
        };
        /** @description How many subcategories each category of a layer has. */
        readonly SubcategoryCounts: {
            readonly layer: components["schemas"]["LayerCode"];
            /**
             * @description The categories in order of their numbers.
             * @example [
             *       {
             *         "category": "POP",
             *         "count": 16
             *       }
             *     ]
             */
            readonly counts: readonly {
                readonly category: components["schemas"]["NodeCode"];
                readonly count: components["schemas"]["Count"];
            }[];
            readonly totalCategories: components["schemas"]["Count"];
            readonly totalSubcategories: components["schemas"]["Count"];
        };
        /** @description A category or subcategory with its name. */
        readonly NamedCode: {
            readonly code: components["schemas"]["NodeCode"];
            readonly name: components["schemas"]["NodeName"];
            readonly numericCode: components["schemas"]["NodeNumber"];
        };
        /** @description The categories of one layer, by code, name and number. */
        readonly LayerCategories: {
            readonly layer: components["schemas"]["LayerCode"];
            /**
             * @description In order of their numbers.
             * @example [
             *       {
             *         "code": "POP",
             *         "name": "Pop",
             *         "numericCode": "001"
             *       }
             *     ]
             */
            readonly categories: readonly components["schemas"]["NamedCode"][];
            readonly count: components["schemas"]["Count"];
        };
        /** @description How many subcategories a category has. */
        readonly SubcategoryCount: {
            readonly layer: components["schemas"]["LayerCode"];
            readonly category: components["schemas"]["NodeCode"];
            readonly count: components["schemas"]["Count"];
        };
        /** @description The subcategories of one category, by code, name and number. */
        readonly LayerSubcategories: {
            readonly layer: components["schemas"]["LayerCode"];
            readonly category: components["schemas"]["NodeCode"];
            /**
             * @description In order of their numbers.
             * @example [
             *       {
             *         "code": "HPM",
             *         "name": "Hipster_Male",
             *         "numericCode": "007"
             *       }
             *     ]
             */
            readonly subcategories: readonly components["schemas"]["NamedCode"][];
            readonly count: components["schemas"]["Count"];
        };
    };
    responses: {
        /** @description The request has a query parameter that this operation does not have. */
        readonly UnknownParameter: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-request",
                 *       "title": "Invalid request",
                 *       "status": 400,
                 *       "detail": "/query/since is not known here: there are no query parameters",
                 *       "instance": "/api/taxonomy/layers",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f",
                 *       "errors": [
                 *         {
                 *           "pointer": "/query/since",
                 *           "detail": "is not known here: there are no query parameters"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["InvalidRequestProblem"];
            };
        };
        /** @description A fault of the server. */
        readonly Internal: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly RateLimit: components["headers"]["RateLimitIfCounted"];
                readonly "RateLimit-Policy": components["headers"]["RateLimitPolicyIfCounted"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/internal",
                 *       "title": "Internal error",
                 *       "status": 500,
                 *       "detail": "The fault is the server's. Report it with its requestId if it stays.",
                 *       "instance": "/api/taxonomy/layers",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["InternalProblem"];
            };
        };
        /** @description What the caller holds is still the same. */
        readonly NotModified: {
            headers: {
                readonly ETag: components["headers"]["ETag"];
                readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                readonly Vary: components["headers"]["Vary"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The answer has none of the ETags in If-Match. */
        readonly IfMatchFailed: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/precondition-failed",
                 *       "title": "Precondition failed",
                 *       "status": 412,
                 *       "detail": "The answer has none of the ETags in If-Match: read it again without If-Match.",
                 *       "instance": "/api/taxonomy/layers",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["IfMatchFailedProblem"];
            };
        };
        /** @description The client has used up its share. */
        readonly RateLimited: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/rate-limited",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "This client has used up its share. Try again in 30 seconds.",
                 *       "instance": "/api/taxonomy/layers",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["RateLimitedProblem"];
            };
        };
        /** @description Nothing to answer from yet, or not now. */
        readonly Unavailable: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly RateLimit: components["headers"]["RateLimitIfCounted"];
                readonly "RateLimit-Policy": components["headers"]["RateLimitPolicyIfCounted"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unavailable",
                 *       "title": "Unavailable",
                 *       "status": 503,
                 *       "detail": "No release is loaded yet. Try again in 30 seconds.",
                 *       "instance": "/api/taxonomy/layers",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["UnavailableProblem"];
            };
        };
        /** @description A parameter of the path has the wrong shape, or a query parameter is not known. */
        readonly InvalidPath: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-request",
                 *       "title": "Invalid request",
                 *       "status": 400,
                 *       "detail": "/path/layer must match pattern \"^[A-Za-z]$\", such as S",
                 *       "instance": "/api/taxonomy/categories/SS",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f",
                 *       "errors": [
                 *         {
                 *           "pointer": "/path/layer",
                 *           "detail": "must match pattern \"^[A-Za-z]$\", such as S"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["InvalidRequestProblem"];
            };
        };
        /** @description A query parameter is missing, repeated, malformed or not known. */
        readonly InvalidQuery: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-request",
                 *       "title": "Invalid request",
                 *       "status": 400,
                 *       "detail": "/query/since is missing",
                 *       "instance": "/api/taxonomy/sync/incremental",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f",
                 *       "errors": [
                 *         {
                 *           "pointer": "/query/since",
                 *           "detail": "is missing"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["InvalidRequestProblem"];
            };
        };
        /** @description The body has the wrong shape, or is not JSON. */
        readonly InvalidBody: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-request",
                 *       "title": "Invalid request",
                 *       "status": 400,
                 *       "detail": "/body/hfn must be string",
                 *       "instance": "/api/taxonomy/convert/hfn-to-mfa",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f",
                 *       "errors": [
                 *         {
                 *           "pointer": "/body/hfn",
                 *           "detail": "must be string"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["InvalidRequestProblem"];
            };
        };
        /** @description The body is larger than this operation takes. */
        readonly PayloadTooLarge: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/payload-too-large",
                 *       "title": "Payload too large",
                 *       "status": 413,
                 *       "detail": "The body is larger than 8192 bytes.",
                 *       "instance": "/api/taxonomy/convert/hfn-to-mfa",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
            };
        };
        /** @description The body is not JSON in UTF-8. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unsupported-media-type",
                 *       "title": "Unsupported media type",
                 *       "status": 415,
                 *       "detail": "The body is text/plain; send application/json.",
                 *       "instance": "/api/taxonomy/convert/hfn-to-mfa",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
            };
        };
        /** @description The request does not say which version it follows. */
        readonly PreconditionRequired: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["PreconditionRequiredProblem"];
            };
        };
        /** @description The release is damaged in the store, or the store does not answer. */
        readonly ReleaseUnavailable: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                readonly "X-Request-Id": components["headers"]["RequestId"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly RateLimit: components["headers"]["RateLimitIfCounted"];
                readonly "RateLimit-Policy": components["headers"]["RateLimitPolicyIfCounted"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/release-damaged",
                 *       "title": "Release damaged",
                 *       "status": 503,
                 *       "detail": "The stored data of release 1.2.2 is damaged. Other releases are not affected.",
                 *       "instance": "/api/taxonomy/releases/1.2.2",
                 *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["ReleaseUnavailableProblem"];
            };
        };
    };
    parameters: {
        /**
         * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
         * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
         */
        readonly RequestId: string;
        /**
         * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
         * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
         */
        readonly IfMatch: string;
        /**
         * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
         * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
         */
        readonly IfNoneMatch: string;
        /**
         * @description A name of the caller's own for this publication. Sent again with the same body it is answered as it was the first time, and published once (IETF draft Idempotency-Key header field). A request that published nothing is not remembered: send If-Match as well.
         * @example 0d2c5a3e-8f1b-4c52-9a37-6e1f0b7c9d84
         */
        readonly IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Never stored.
         * @example no-store
         */
        readonly CacheControlNoStore: "no-store";
        /**
         * @description Identifier of this request, echoed or made.
         * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
         */
        readonly RequestId: string;
        /**
         * @description What is left of the client's share (IETF draft RateLimit header fields); on operations that count.
         * @example "convert"; r=599; t=60
         */
        readonly RateLimitIfCounted: string;
        /**
         * @description The client's share, q requests in w seconds (IETF draft RateLimit header fields); on operations that count.
         * @example "convert"; q=600; w=60; pk=:OWY4NmQwODE4ODRj:
         */
        readonly RateLimitPolicyIfCounted: string;
        /**
         * @description Seconds to wait before the next try.
         * @example 30
         */
        readonly RetryAfter: number;
        /**
         * @description Strong validator of exactly these bytes (RFC 9110), so it differs by encoding.
         * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
         */
        readonly ETag: string;
        /**
         * @description May be stored by anyone, and is confirmed by its ETag before each use.
         * @example public, no-cache
         */
        readonly CacheControlRevalidate: "public, no-cache";
        /**
         * @description The request headers that this answer depends on.
         * @example Accept-Encoding, Accept, Origin
         */
        readonly Vary: "Accept-Encoding, Accept, Origin";
        /**
         * @description What is left of the client's share (IETF draft RateLimit header fields).
         * @example "convert"; r=599; t=60
         */
        readonly RateLimit: string;
        /**
         * @description The client's share, q requests in w seconds (IETF draft RateLimit header fields).
         * @example "convert"; q=600; w=60; pk=:OWY4NmQwODE4ODRj:
         */
        readonly RateLimitPolicy: string;
        /**
         * @description Where the full state is (RFC 8288).
         * @example </api/taxonomy/sync>; rel="alternate"
         */
        readonly FullStateLink: "</api/taxonomy/sync>; rel=\"alternate\"";
        /**
         * @description The version that is current still, as If-Match of the next publication takes it.
         * @example "1.2.3"
         */
        readonly CurrentReleaseTag: components["schemas"]["DataVersionTag"];
        /**
         * @description Where the release is, for good.
         * @example /api/taxonomy/releases/2.0.0
         */
        readonly ReleaseLocation: string;
        /**
         * @description The version that is current now, as If-Match of the next publication takes it.
         * @example "2.0.0"
         */
        readonly ReleaseTag: components["schemas"]["DataVersionTag"];
        /**
         * @description A challenge for each way to authenticate (RFC 9110, section 11.6.1; RFC 6750, section 3).
         * @example Bearer realm="taxonomy"
         */
        readonly WwwAuthenticate: string;
        /**
         * @description The same for ever, so it may be kept for a year without asking again (RFC 8246).
         * @example public, max-age=31536000, immutable
         */
        readonly CacheControlImmutable: "public, max-age=31536000, immutable";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
/** The operations that have defaults, as their handlers see them. */
export interface inputs {
    readonly searchTaxonomy: {
        readonly parameters: {
            readonly query: {
                /** @description What is searched, in any script. */
                readonly q: string;
                /** @description Code of the only layer that is searched, in either case. An unknown layer has no hits. */
                readonly layer?: components["schemas"]["LayerCodeInput"];
                /** @description The most hits that are returned. */
                readonly limit: number;
            };
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: string;
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: string;
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: never;
    };
}
export interface operations {
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The server answers; healthy, or degraded. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            readonly 400: components["responses"]["UnknownParameter"];
            readonly 500: components["responses"]["Internal"];
            /** @description The server has nothing to serve. */
            readonly 503: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "unavailable",
                     *       "version": null,
                     *       "contractVersion": "1.2.0",
                     *       "environment": "dev",
                     *       "uptime": 0.5,
                     *       "timestamp": "2026-10-15T09:00:00.000Z",
                     *       "lastUpdated": null,
                     *       "layerCount": 0,
                     *       "totalCategories": 0,
                     *       "totalSubcategories": 0,
                     *       "checks": {
                     *         "store": {
                     *           "status": "down",
                     *           "latencyMs": 1000
                     *         },
                     *         "snapshot": {
                     *           "status": "down"
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    readonly getVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What is served, and by which contract. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VersionInfo"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["UnknownParameter"];
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getTaxonomy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The current release. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Taxonomy"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["UnknownParameter"];
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listLayers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The layers of the current release. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LayerList"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["UnknownParameter"];
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listCategories: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path: {
                /** @description Code of the layer, in either case. */
                readonly layer: components["schemas"]["LayerCodeInput"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The categories of the layer. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CategoryList"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidPath"];
            /** @description There is no such layer. */
            readonly 404: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listSubcategories: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path: {
                /** @description Code of the layer, in either case. */
                readonly layer: components["schemas"]["LayerCodeInput"];
                /** @description Code of the category, in either case. */
                readonly category: components["schemas"]["CategoryCodeInput"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The subcategories of the category. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubcategoryList"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidPath"];
            /** @description There is no such layer, or no such category in it. */
            readonly 404: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly searchTaxonomy: {
        readonly parameters: {
            readonly query: {
                /** @description What is searched, in any script. */
                readonly q: string;
                /** @description Code of the only layer that is searched, in either case. An unknown layer has no hits. */
                readonly layer?: components["schemas"]["LayerCodeInput"];
                /** @description The most hits that are returned. */
                readonly limit?: number;
            };
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was found, perhaps nothing. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SearchResult"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidQuery"];
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly convertHfnToMfa: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HfnRequest"];
            };
        };
        readonly responses: {
            /** @description Both addresses. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Conversion"];
                };
            };
            readonly 400: components["responses"]["InvalidBody"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description A code in the address does not exist. */
            readonly 422: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["UnknownAddressProblem"];
                };
            };
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly convertMfaToHfn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MfaRequest"];
            };
        };
        readonly responses: {
            /** @description Both addresses. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Conversion"];
                };
            };
            readonly 400: components["responses"]["InvalidBody"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description A number in the address does not exist. */
            readonly 422: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["UnknownAddressProblem"];
                };
            };
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly convertBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BatchRequest"];
            };
        };
        readonly responses: {
            /** @description One result for each input. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BatchConversion"];
                };
            };
            readonly 400: components["responses"]["InvalidBody"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getFullSync: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The current release. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FullSync"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["UnknownParameter"];
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getIncrementalSync: {
        readonly parameters: {
            readonly query: {
                /** @description The version that the caller holds. */
                readonly since: components["schemas"]["DataVersion"];
            };
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What changed; nothing, if the version is the current one. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IncrementalSync"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidQuery"];
            /** @description The version is above the current one. */
            readonly 409: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["SinceAheadProblem"];
                };
            };
            /** @description No delta from this version; take the full state. */
            readonly 410: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly Link: components["headers"]["FullStateLink"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ReleaseExpiredProblem"];
                };
            };
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listReleases: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The releases. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReleaseList"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["UnknownParameter"];
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly publishRelease: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The version, in quotes, that this release has to follow; any other current version is answered 412. It has to be sent. OpenAPI calls it optional, because a required parameter that is missing is answered 400, and the status for a missing condition is 428 (RFC 6585, section 3). */
                readonly "If-Match"?: components["schemas"]["DataVersionTag"];
                /** @description How many nodes this release removes. It has to be sent, with exactly that number, when they are more than a tenth of the nodes of the current release. A moved node is counted, because its address ends. */
                readonly "Removals-Confirmed"?: number;
                /**
                 * @description A name of the caller's own for this publication. Sent again with the same body it is answered as it was the first time, and published once (IETF draft Idempotency-Key header field). A request that published nothing is not remembered: send If-Match as well.
                 * @example 0d2c5a3e-8f1b-4c52-9a37-6e1f0b7c9d84
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        readonly responses: {
            /** @description This content is current already, so nothing was published. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly ETag: components["headers"]["CurrentReleaseTag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "1.2.3",
                     *       "checksum": "5e92f79c39a83cfbca96640228d12f9e71348c7c0f78675d2211c60e6b29e366",
                     *       "lastUpdated": "2026-10-15T09:00:00Z",
                     *       "layerCount": 10,
                     *       "totalCategories": 85,
                     *       "totalSubcategories": 250,
                     *       "totalItems": 335
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PublishedRelease"];
                };
            };
            /** @description It is published, and served from now on. */
            readonly 201: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly Location: components["headers"]["ReleaseLocation"];
                    readonly ETag: components["headers"]["ReleaseTag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PublishedRelease"];
                };
            };
            readonly 400: components["responses"]["InvalidBody"];
            /** @description The request has no valid token. */
            readonly 401: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/unauthenticated",
                     *       "title": "Unauthenticated",
                     *       "status": 401,
                     *       "detail": "This operation needs a bearer token: send Authorization with Bearer and a token of the issuer that this server trusts.",
                     *       "instance": "/api/taxonomy/releases",
                     *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    readonly "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
                };
            };
            /** @description The token does not grant this, or this server does not publish over HTTP. */
            readonly 403: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/forbidden",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The token does not have the scope taxonomy:publish.",
                     *       "instance": "/api/taxonomy/releases",
                     *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    readonly "application/problem+json": components["schemas"]["ForbiddenProblem"];
                };
            };
            /** @description Another release was published while this one was being published. */
            readonly 409: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/version-conflict",
                     *       "title": "Version conflict",
                     *       "status": 409,
                     *       "detail": "The current version is 1.2.4, and no longer 1.2.3.",
                     *       "instance": "/api/taxonomy/releases",
                     *       "requestId": "018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f",
                     *       "currentVersion": "1.2.4"
                     *     }
                     */
                    readonly "application/problem+json": components["schemas"]["VersionConflictProblem"];
                };
            };
            /** @description The current version is not the one in If-Match. */
            readonly 412: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["PreconditionFailedProblem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description It breaks the rules of publishing, removes more than a tenth of all nodes without saying so, or its Idempotency-Key was used with another body. */
            readonly 422: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["UnpublishableProblem"];
                };
            };
            readonly 428: components["responses"]["PreconditionRequired"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["ReleaseUnavailable"];
        };
    };
    readonly getRelease: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path: {
                /** @description The version of the release. */
                readonly version: components["schemas"]["DataVersion"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The release. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlImmutable"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Taxonomy"];
                };
            };
            /** @description What the caller holds is the same for ever. */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlImmutable"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["InvalidPath"];
            /** @description No release has this version. */
            readonly 404: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["UnknownReleaseProblem"];
                };
            };
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["ReleaseUnavailable"];
        };
    };
    readonly getIndex: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The codes of the current release. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CodeIndex"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["UnknownParameter"];
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getTree: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tree of the current release. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CodeTree"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["UnknownParameter"];
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getLayerCount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description How many layers there are, and which. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LayerCount"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["UnknownParameter"];
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getCategoryCount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path: {
                /** @description Code of the layer, in either case. */
                readonly layer: components["schemas"]["LayerCodeInput"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description How many categories the layer has. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CategoryCount"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidPath"];
            /** @description There is no such layer. */
            readonly 404: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getSubcategoryCounts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path: {
                /** @description Code of the layer, in either case. */
                readonly layer: components["schemas"]["LayerCodeInput"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description How many subcategories each category of the layer has. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubcategoryCounts"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidPath"];
            /** @description There is no such layer. */
            readonly 404: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listLayerCategories: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path: {
                /** @description Code of the layer, in either case. */
                readonly layer: components["schemas"]["LayerCodeInput"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The categories of the layer. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LayerCategories"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidPath"];
            /** @description There is no such layer. */
            readonly 404: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getSubcategoryCount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path: {
                /** @description Code of the layer, in either case. */
                readonly layer: components["schemas"]["LayerCodeInput"];
                /** @description Code of the category, in either case. */
                readonly category: components["schemas"]["CategoryCodeInput"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description How many subcategories the category has. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SubcategoryCount"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidPath"];
            /** @description There is no such layer, or no such category in it. */
            readonly 404: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listLayerSubcategories: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description ETags of which the answer must have one, or a star; otherwise the answer is 412. A weak ETag never matches, and the condition is evaluated before If-None-Match (RFC 9110, 13.1.1 and 13.2.2).
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description The ETag of the answer that the caller holds; while it is still the same, the answer is 304.
                 * @example "2jmj7l5rSw0yVb_vlWAYkK_YBwk"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description An identifier of the caller's own for this request, 1 to 64 of A-Z a-z 0-9 . _ ~ -. It is echoed and logged; anything else is passed over and one is made.
                 * @example 018f3c1e-9f0a-7cc3-98c4-dc0c0c07398f
                 */
                readonly "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            readonly path: {
                /** @description Code of the layer, in either case. */
                readonly layer: components["schemas"]["LayerCodeInput"];
                /** @description Code of the category, in either case. */
                readonly category: components["schemas"]["CategoryCodeInput"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The subcategories of the category. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "Cache-Control": components["headers"]["CacheControlRevalidate"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LayerSubcategories"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["InvalidPath"];
            /** @description There is no such layer, or no such category in it. */
            readonly 404: {
                headers: {
                    readonly "Cache-Control": components["headers"]["CacheControlNoStore"];
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            readonly 412: components["responses"]["IfMatchFailed"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["Internal"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
}
