/** Edits of operations, of their responses and of their security. */
import type { ContractEdit } from './model.ts';

const countTiers = `  /api/taxonomy/tiers:
    get:
      operationId: countTiers
      tags: [Browse]
      summary: The number of tiers
      description: How many there are.
      responses:
        "200":
          description: The number.
          headers:
            Cache-Control:
              $ref: components/headers/CacheControlNoStore.yaml
            X-Request-Id:
              $ref: components/headers/RequestId.yaml
          content:
            application/json:
              schema:
                $ref: components/schemas/Count.yaml
              examples:
                current:
                  value: 3
        "429":
          $ref: components/responses/RateLimited.yaml
        "500":
          $ref: components/responses/Internal.yaml
        "503":
          $ref: components/responses/Unavailable.yaml
`;

const limit = `    - name: limit
      in: query
      required: true
      description: How many.
      schema: { type: integer, minimum: 1, maximum: 26 }
      examples: { current: { value: 26 } }
`;

export const operationEdits: readonly ContractEdit[] = [
  {
    kind: 'operation added',
    file: 'openapi.yaml',
    from: 'paths:\n',
    to: `paths:\n${countTiers}`,
  },
  {
    kind: 'operation deleted',
    file: 'openapi.yaml',
    from: '  /api/taxonomy/layers:\n    $ref: paths/layers.yaml\n',
    to: '',
  },
  {
    kind: 'path renamed',
    file: 'openapi.yaml',
    from: '/api/taxonomy/layers:',
    to: '/api/taxonomy/levels:',
  },
  {
    kind: 'operationId changed',
    file: 'paths/layers.yaml',
    from: 'operationId: listLayers',
    to: 'operationId: getLayers',
  },
  {
    kind: 'operationId given twice',
    file: 'paths/layers.yaml',
    from: 'operationId: listLayers',
    to: 'operationId: listCategories',
  },
  {
    kind: 'status deleted',
    file: 'paths/categories_{layer}.yaml',
    from: '    "400":\n      $ref: ../components/responses/InvalidPath.yaml\n',
    to: '',
  },
  {
    kind: 'status added',
    file: 'paths/layers.yaml',
    from: '    "429":\n',
    to: '    "413":\n      $ref: ../components/responses/PayloadTooLarge.yaml\n    "429":\n',
  },
  {
    kind: 'response shared by two statuses',
    file: 'paths/layers.yaml',
    from: '"503":\n      $ref: ../components/responses/Unavailable.yaml',
    to: '"503":\n      $ref: ../components/responses/Internal.yaml',
  },
  {
    kind: 'media type changed',
    file: 'paths/layers.yaml',
    from: 'application/json:',
    to: 'application/vnd.taxonomy+json:',
  },
  {
    kind: 'required query parameter added',
    file: 'paths/layers.yaml',
    from: '  parameters:\n',
    to: `  parameters:\n${limit}`,
  },
  {
    kind: 'optional parameter removed',
    file: 'paths/layers.yaml',
    from: '    - $ref: ../components/parameters/IfNoneMatch.yaml\n',
    to: '',
  },
  {
    kind: 'required header undeclared',
    file: 'paths/layers.yaml',
    from: '        ETag:\n          $ref: ../components/headers/ETag.yaml\n',
    to: '',
  },
  {
    kind: 'required header added',
    file: 'paths/layers.yaml',
    from: '      headers:\n',
    to: '      headers:\n        Retry-After:\n          $ref: ../components/headers/RetryAfter.yaml\n',
  },
  {
    kind: 'header made optional',
    file: 'components/headers/ETag.yaml',
    from: 'required: true',
    to: 'required: false',
  },
  {
    kind: 'constant of a header changed',
    file: 'components/headers/CacheControlNoStore.yaml',
    from: '  const: no-store\nexample: no-store',
    to: '  const: private\nexample: private',
  },
  {
    kind: 'body limit lowered',
    file: 'paths/convert_hfn-to-mfa.yaml',
    from: 'x-max-bytes: 8192',
    to: 'x-max-bytes: 4096',
  },
  {
    kind: 'value of an example changed',
    file: 'paths/layers.yaml',
    from: 'subcategoryCount: 55',
    to: 'subcategoryCount: 56',
  },
  {
    kind: 'half an example pair added',
    file: 'paths/categories_{layer}.yaml',
    from: '        stars:\n          value: S\n',
    to: '        stars:\n          value: S\n        worlds:\n          value: W\n',
  },
  {
    kind: 'security removed',
    file: 'paths/releases.yaml',
    from: '  security:\n    - publisher: [taxonomy:publish]\n',
    to: '',
  },
  {
    kind: 'scope changed',
    file: 'paths/releases.yaml',
    from: '[taxonomy:publish]',
    to: '[taxonomy:write]',
  },
  {
    kind: 'scope removed',
    file: 'paths/releases.yaml',
    from: '[taxonomy:publish]',
    to: '[]',
  },
  {
    kind: 'status 401 of security deleted',
    file: 'paths/releases.yaml',
    from: '    "401":\n      description: The request has no valid token.',
    to: '    "402":\n      description: The request has no valid token.',
  },
];
