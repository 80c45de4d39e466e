/** A small contract with every case that the mock treats differently. */
import { parseContract } from '../../contract/contract.ts';

const problem = (type: string, status: number) =>
  `{ type: /problems/${type}, title: ${type}, status: ${status}, detail: From the contract, instance: /toys, requestId: r1 }`;

/** The kinds of problem that the mock writes, as a member of `components.schemas`. */
export const problemTypes = `    ProblemType:
      type: string
      x-problems:
        invalid-request: { status: 400, title: Invalid request, description: '', remedy: '' }
        unauthenticated: { status: 401, title: Unauthenticated, description: '', remedy: '' }
        not-found: { status: 404, title: Not found, description: '', remedy: '' }
        method-not-allowed: { status: 405, title: Method not allowed, description: '', remedy: '' }
        not-acceptable: { status: 406, title: Not acceptable, description: '', remedy: '' }
        precondition-failed: { status: 412, title: Precondition failed, description: '', remedy: '' }
        payload-too-large: { status: 413, title: Payload too large, description: '', remedy: '' }
        unsupported-media-type: { status: 415, title: Unsupported media type, description: '', remedy: '' }
        internal: { status: 500, title: Internal error, description: '', remedy: '' }
        not-implemented: { status: 501, title: Not implemented, description: '', remedy: '' }
`;

const text = `
openapi: 3.1.0
info: { title: Toys, version: 2.1.0 }
paths:
  /toys/{shelf}:
    get:
      operationId: listToys
      summary: Toys of a shelf
      parameters:
        - name: shelf
          in: path
          required: true
          schema: { type: string, pattern: '^[a-z]+$', maxLength: 9 }
          examples: { top: { value: top }, cheap: { value: top }, unknownShelf: { value: attic }, shouted: { value: TOP } }
        - name: below
          in: query
          schema: { type: integer, minimum: 1 }
          examples: { cheap: { value: 5 } }
      responses:
        '200':
          description: The toys.
          headers:
            ETag: { $ref: '#/components/headers/ETag' }
            X-Request-Id: { $ref: '#/components/headers/RequestId' }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Toys' }
              examples:
                top: { value: { toys: [{ name: Ball }, { name: Kite }] } }
                cheap: { value: { toys: [{ name: Ball }] } }
        '304': { description: The same as before., headers: { ETag: { $ref: '#/components/headers/ETag' } } }
        '400':
          description: No shelf.
          headers: { X-Share: { required: true, schema: { type: integer }, example: 7 } }
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/Problem' }
              examples: { shouted: { value: ${problem('invalid-request', 400)} } }
        '404':
          description: No such shelf.
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/Problem' }
              examples: { unknownShelf: { value: ${problem('unknown-shelf', 404)} } }
        '503': { $ref: '#/components/responses/Unavailable' }
  /toys:
    post:
      operationId: orderToy
      summary: Order
      requestBody:
        required: true
        x-max-bytes: 60
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Toy' }
            examples: { ball: { value: { name: Ball, price: 3 } }, soldOut: { value: { name: Kite } } }
      responses:
        '200':
          description: Ordered.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Toy' }
              examples: { ball: { value: { name: Ball } } }
        '422':
          description: Not to be had.
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/Problem' }
              examples: { soldOut: { value: ${problem('sold-out', 422)} } }
  /toys/{shelf}/sale:
    post:
      operationId: sellToys
      summary: Sell
      security: [{ seller: ['toys:sell'] }]
      parameters:
        - { name: shelf, in: path, required: true, schema: { type: string }, examples: { all: { value: top } } }
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Toy' }
            examples: { all: { value: { name: Ball } } }
      responses:
        '200':
          description: Sold before.
          headers: { ETag: { $ref: '#/components/headers/ETag' } }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Toy' }
              example: { name: Kite }
        '201':
          description: Sold.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Toy' }
              examples: { all: { value: { name: Ball } } }
        '401':
          description: No token.
          headers: { WWW-Authenticate: { required: true, schema: { type: string }, example: Bearer } }
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/Problem' }
              example: ${problem('unauthenticated', 401)}
components:
  securitySchemes:
    seller: { type: http, scheme: bearer }
  headers:
    ETag: { required: true, schema: { type: string }, example: '"always the same"' }
    RequestId: { required: true, schema: { type: string, pattern: '^[a-z0-9-]{1,40}$' }, example: r1 }
  responses:
    Unavailable:
      description: Not now.
      headers: { Retry-After: { required: true, schema: { type: integer }, example: 30 } }
      content:
        application/problem+json:
          schema: { $ref: '#/components/schemas/Apology' }
  schemas:
    Toys:
      type: object
      required: [toys]
      properties:
        toys: { type: array, minItems: 1, maxItems: 3, items: { $ref: '#/components/schemas/Toy' } }
    Toy:
      type: object
      additionalProperties: false
      required: [name]
      properties: { name: { enum: [Ball, Kite] }, price: { type: integer } }
    Problem: { type: object }
    Apology: { type: object, required: [instead], properties: { instead: { $ref: '#/components/schemas/Toy' } } }
${problemTypes}`;

export const toyContract = parseContract(text);

/** The toy contract with one passage replaced. */
export function toyContractWith(passage: string, replacement: string) {
  if (!text.includes(passage)) throw new Error(`the toy contract has no ${passage}`);
  return parseContract(text.replace(passage, replacement));
}
