/** A small contract that uses every convention once. The tests of the reader and of the contract tests use it. */
import { parseContract } from '../contract.ts';

export const toyText = `
openapi: 3.1.0
info: { title: Toys, version: 2.1.0 }
servers: [{ url: / }]
paths:
  /toys/version:
    get:
      operationId: getVersion
      responses:
        '200':
          headers:
            ETag: { $ref: '#/components/headers/ETag' }
            X-Count: { required: true, schema: { type: integer, minimum: 1 }, example: 3 }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Version' }
              examples:
                current: { $ref: '#/components/examples/Version' }
        '304': { $ref: '#/components/responses/NotModified' }
        '429': { $ref: '#/components/responses/TooManyRequests' }
  /toys/{shelf}:
    parameters:
      - { $ref: '#/components/parameters/Shelf' }
    get:
      operationId: listToys
      parameters:
        - name: colour
          in: query
          schema: { type: string, maxLength: 20 }
          examples:
            redToys: { value: red & blue }
      responses:
        '200':
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Toys' }
              examples:
                allToys: { value: { toys: [{ name: Ball, price: 3 }, { name: Kite }] } }
                redToys: { value: { toys: [{ name: Ball, price: 3 }] } }
        '404':
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/Problem' }
              examples:
                unknownShelf:
                  value: { type: /problems/unknown-shelf, title: Unknown shelf, status: 404, requestId: a1 }
        '429': { $ref: '#/components/responses/TooManyRequests' }
  /toys:
    post:
      operationId: orderToy
      requestBody:
        required: true
        x-max-bytes: 100
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [name]
              properties: { name: { type: string, maxLength: 20 } }
            examples:
              ball: { value: { name: Ball } }
              noName: { value: {} }
      responses:
        '200':
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Toy' }
              examples:
                ball: { value: { name: Ball, price: 3 } }
        '400':
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/Problem' }
              examples:
                noName:
                  value: { type: /problems/bad-order, title: Bad order, status: 400, requestId: a2 }
        '429': { $ref: '#/components/responses/TooManyRequests' }
components:
  securitySchemes:
    clerk: { type: http, scheme: bearer }
    owner: { type: apiKey, in: header, name: X-Key }
  parameters:
    Shelf:
      name: shelf
      in: path
      required: true
      schema: { type: string, maxLength: 9 }
      examples:
        allToys: { value: top }
        redToys: { value: top/left }
        unknownShelf: { value: attic }
  headers:
    ETag:
      required: true
      x-volatile: true
      schema: { type: string, pattern: '^"[a-z0-9]+"$' }
      example: '"abc"'
  examples:
    Version: { value: { version: 1.0.0, checksum: aa, uptime: 12, day: '2024-05-01' } }
  responses:
    NotModified:
      headers:
        ETag: { $ref: '#/components/headers/ETag' }
    TooManyRequests:
      headers:
        Retry-After: { required: true, schema: { type: integer, minimum: 1 }, example: 1 }
      content:
        application/problem+json:
          schema: { $ref: '#/components/schemas/Problem' }
          example: { type: /problems/rate-limited, title: Slow down, status: 429, requestId: a3 }
  schemas:
    Version:
      type: object
      x-identity: true
      additionalProperties: false
      required: [version, checksum, uptime, day]
      properties:
        version: { type: string, pattern: '^[0-9]+[.][0-9]+[.][0-9]+$' }
        checksum: { type: string, pattern: '^[A-Za-z0-9.]+$' }
        uptime: { x-volatile: true, allOf: [{ $ref: '#/components/schemas/Seconds' }] }
        day: { type: string, format: date }
    Seconds: { type: integer, minimum: 0 }
    Toys:
      type: object
      additionalProperties: false
      required: [toys]
      properties:
        toys: { type: array, items: { $ref: '#/components/schemas/Toy' } }
    Toy:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: { type: string, enum: [Ball, Kite] }
        price: { type: [integer, 'null'] }
    Problem:
      type: object
      additionalProperties: false
      required: [type, title, status, requestId]
      properties:
        type: { $ref: '#/components/schemas/ProblemType' }
        title: { type: string }
        status: { type: integer }
        requestId: { type: string, x-volatile: true }
    ProblemType:
      type: string
      enum: [/problems/unknown-shelf, /problems/bad-order, /problems/rate-limited]
      x-problems:
        unknown-shelf: { status: 404, title: Unknown shelf, description: No such shelf., remedy: List the shelves. }
        bad-order: { status: 400, title: Bad order, description: Not an order., remedy: Name a toy. }
        rate-limited: { status: 429, title: Slow down, description: Too fast., remedy: Wait. }
`;

export const toyContract = parseContract(toyText);

/** The toy contract with one passage replaced. */
export function toyContractWith(passage: string, replacement: string) {
  if (!toyText.includes(passage)) throw new Error(`the toy contract has no ${passage}`);
  return parseContract(toyText.replace(passage, replacement));
}
