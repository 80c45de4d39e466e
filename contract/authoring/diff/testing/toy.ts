/** A small contract to edit. Each of its parts is there for an edit of `edits.ts`. */
import { load } from 'js-yaml';

const text = `
openapi: 3.1.0
info: { title: Toys, version: 1.2.0 }
servers: [{ url: / }]
security: []
paths:
  /shelves/{shelf}:
    get:
      operationId: getShelf
      summary: One shelf
      parameters:
        - name: shelf
          in: path
          required: true
          schema: { type: string, pattern: '^[a-z]+$', minLength: 3, maxLength: 9 }
          examples: { top: { value: top }, attic: { value: attic } }
        - name: limit
          in: query
          schema: { type: integer, minimum: 1, maximum: 100, default: 20 }
          examples: { top: { value: 100 }, attic: { value: 1 } }
        - name: order
          in: query
          schema: { type: string, enum: [name, price] }
          examples: { top: { value: price }, attic: { value: name } }
        - { name: colour, in: query, schema: { type: string, enum: [red, blue] } }
      responses:
        '200':
          description: The shelf.
          headers:
            X-Count: { required: true, schema: { type: integer, minimum: 0 }, example: 1 }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Shelf' }
              examples:
                top: { value: { toys: [{ name: Ball, kind: round, price: 3 }], count: 1, note: New } }
            text/csv: { schema: { type: string } }
        '404':
          description: No such shelf.
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/UnknownShelf' }
              examples: { attic: { value: { type: /problems/unknown-shelf, status: 404 } } }
  /orders:
    post:
      operationId: orderToy
      security: [{ clerk: [order] }]
      requestBody:
        required: true
        x-max-bytes: 100
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Order' }
            examples: { ball: { value: { name: Ball, size: large } } }
      responses:
        '201':
          description: Ordered.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Toy' }
              examples: { ball: { value: { name: Ball, kind: round } } }
        '401':
          description: No token.
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/Unauthenticated' }
              example: { type: /problems/unauthenticated, status: 401 }
  /status:
    get:
      operationId: getStatus
      responses:
        '200':
          description: Well.
          content:
            application/json:
              schema: { type: object, additionalProperties: false, required: [up], properties: { up: { type: boolean } } }
              examples: { well: { value: { up: true } } }
  /wake:
    post:
      operationId: wake
      responses:
        '204': { description: Awake. }
components:
  securitySchemes:
    clerk: { type: http, scheme: bearer }
  schemas:
    Shelf:
      type: object
      additionalProperties: false
      required: [toys, count]
      properties:
        toys: { type: array, maxItems: 9, items: { $ref: '#/components/schemas/Toy' } }
        count: { type: integer, minimum: 0, description: How many. }
        note: { type: string, maxLength: 9 }
    Toy:
      type: object
      additionalProperties: false
      required: [name, kind]
      properties:
        name: { type: string, pattern: '^[A-Z][a-z]+$' }
        kind: { type: string, enum: [round, flat] }
        price: { type: integer, default: 1 }
    Order:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: { type: string, minLength: 1, maxLength: 20 }
        size: { type: string, enum: [small, large] }
        gift: { type: boolean, default: false }
        wrap: { type: boolean }
    UnknownShelf:
      type: object
      additionalProperties: false
      required: [type, status]
      properties:
        type: { allOf: [{ $ref: '#/components/schemas/ProblemType' }], enum: [/problems/unknown-shelf] }
        status: { const: 404 }
    Unauthenticated:
      type: object
      additionalProperties: false
      required: [type, status]
      properties:
        type: { allOf: [{ $ref: '#/components/schemas/ProblemType' }], enum: [/problems/unauthenticated] }
        status: { const: 401 }
    ProblemType:
      type: string
`;

// biome-ignore lint/suspicious/noExplicitAny: an edit reaches into any part of the document
export type Node = any;

/** The parts that edits change. */
export interface Toy {
  readonly root: Node;
  readonly shelf: Node;
  readonly order: Node;
  readonly schemas: Node;
  /** The 200 of getShelf, and the body of its example. */
  readonly found: Node;
  readonly example: Node;
}

/** The mock needs those beside the first two. */
const problems: Readonly<Record<string, number>> = {
  'unknown-shelf': 404,
  unauthenticated: 401,
  'invalid-request': 400,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'precondition-failed': 412,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  internal: 500,
  'not-implemented': 501,
};

export function readToy(): Toy {
  const root = load(text) as Node;
  const slugs = Object.keys(problems);
  root.components.schemas.ProblemType.enum = slugs.map((slug) => `/problems/${slug}`);
  root.components.schemas.ProblemType['x-problems'] = Object.fromEntries(
    slugs.map((slug) => [slug, { status: problems[slug], title: slug, description: slug, remedy: slug }]),
  );
  const shelf = root.paths['/shelves/{shelf}'].get;
  const found = shelf.responses['200'];
  const json = found.content['application/json'];
  const order = root.paths['/orders'].post;
  return { root, shelf, order, schemas: root.components.schemas, found, example: json.examples.top.value };
}

export const toyText = JSON.stringify(readToy().root, null, 1);
