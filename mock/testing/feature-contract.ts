/** A contract with the features of OpenAPI that the toy contract lacks. */
import { parseContract } from '../../contract/contract.ts';
import { problemTypes } from './toy-contract.ts';

const text = `
openapi: 3.1.0
info: { title: Features, version: 1.0.0 }
paths:
  /kites/{tail-length}-{colour}/{id}.json:
    get:
      operationId: get-kite
      parameters:
        - { name: tail-length, in: path, required: true, schema: { type: integer }, examples: { red: { value: 3 } } }
        - { name: colour, in: path, required: true, schema: { type: string, pattern: '^[a-z]+$' }, examples: { red: { value: red } } }
        - { name: id, in: path, required: true, schema: { type: string }, examples: { red: { value: K-1 } } }
      responses:
        '200': { content: { application/json: { schema: { type: string }, examples: { red: { value: a red kite } } } } }
        4XX:
          headers: { X-Share: { schema: { type: integer }, example: 0 } }
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/Problem' }
              examples: { gone: { value: { status: 410, title: Gone } }, missing: { value: { status: 404, title: Missing } } }
        default: { content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } }
  /search:
    get:
      operationId: search
      parameters:
        - { name: q, in: query, schema: { type: string, maxLength: 10 }, examples: { all: { value: 'a+b:c/d, e' }, nothing: { value: '' } } }
        - { name: colours, in: query, schema: { type: array, maxItems: 3, items: { enum: [red, blue, green] } }, examples: { all: { value: [red, blue] } } }
        - { name: sizes, in: query, explode: false, schema: { type: array, items: { type: integer } }, examples: { all: { value: [1, 2] } } }
        - { name: tags, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } }, examples: { all: { value: [x, y z] } } }
        - name: filter
          in: query
          style: deepObject
          explode: true
          schema: { type: object, additionalProperties: false, properties: { new: { type: boolean }, price: { type: number } } }
          examples: { all: { value: { new: true, price: 1.5 } } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, default: 20 }, examples: { limited: { value: 5 } } }
        - { name: X-Mode, in: header, required: true, schema: { enum: [fast, slow] }, examples: { all: { value: fast }, nothing: { value: fast }, limited: { value: fast }, slowly: { value: slow } } }
        - { name: If-None-Match, in: header, schema: { type: string } }
        - { name: X-Note, in: header, schema: { type: string, maxLength: 3 } }
      responses:
        '200':
          content:
            application/json:
              schema: { type: array, items: { type: string } }
              examples: { all: { value: [all] }, nothing: { value: [] }, limited: { value: [limited] }, slowly: { value: [slowly] } }
  /values/{name}:
    get:
      operationId: getValue
      parameters:
        - name: name
          in: path
          required: true
          schema: { type: string }
          examples: { none: { value: none }, no: { value: no }, zero: { value: zero }, empty: { value: empty } }
      responses:
        '200':
          content:
            application/json:
              schema: { type: ['null', boolean, integer, string] }
              examples: { none: { value: null }, no: { value: false }, zero: { value: 0 }, empty: { value: '' } }
    delete:
      operationId: deleteValue
      parameters:
        - name: name
          in: path
          required: true
          schema: { type: string }
          examples: { kept: { value: kept }, gone: { value: gone }, unknown: { value: unknown } }
      responses:
        '200': { content: { application/json: { schema: { type: string }, examples: { kept: { value: kept } } } } }
        '204': { description: Deleted., headers: { X-Deleted: { schema: { type: string }, example: value } } }
        '404':
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/Problem' }
              examples: { unknown: { value: { status: 404 } } }
  /report:
    get:
      operationId: getReport
      parameters:
        - { name: year, in: query, schema: { type: integer }, examples: { old: { value: 1999 } } }
      responses:
        '200':
          headers: { Content-Disposition: { schema: { type: string }, example: inline } }
          content:
            application/json: { schema: { type: object }, examples: { current: { value: { sold: 3 } } } }
            text/csv: { schema: { type: string }, examples: { current: { value: "sold\\n3\\n" }, old: { value: "sold\\n1\\n" } } }
            application/octet-stream: { schema: { type: string, format: binary }, example: SOLD }
        '404': { content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } }
    put:
      operationId: putReport
      requestBody:
        required: true
        x-max-bytes: 20
        content:
          text/plain: { schema: { type: string, minLength: 1 }, examples: { text: { value: sold 3 } } }
          application/octet-stream: { schema: { type: string, format: binary }, examples: { bytes: { value: SOLD } } }
      responses:
        '201':
          headers: { Location: { schema: { type: string }, example: /report } }
          content: { text/plain: { schema: { type: string }, examples: { text: { value: text }, bytes: { value: bytes } } } }
    delete:
      operationId: deleteReport
      responses:
        '204': { description: Deleted. }
        '404': { content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } }
  /profile:
    patch:
      operationId: patchProfile
      requestBody:
        content:
          application/merge-patch+json:
            schema: { $ref: '#/components/schemas/Profile' }
            examples: { renamed: { value: { name: Ann } }, unnamed: { value: { name: null } } }
          application/x-www-form-urlencoded:
            schema: { $ref: '#/components/schemas/Profile' }
            examples: { aged: { value: { name: Ann, age: 3 } } }
          multipart/form-data:
            schema:
              type: object
              required: [photo]
              properties:
                photo: { type: string, format: binary }
                caption: { type: string }
                more: { type: array, items: { type: string, format: binary } }
            examples: { pictured: { value: { photo: PNG } }, album: { value: { photo: PNG, caption: Us, more: [GIF, JPG] } } }
      responses:
        '202':
          content:
            application/vnd.toys+json:
              schema: { $ref: '#/components/schemas/Profile' }
              examples:
                renamed: { value: { id: 7, name: Ann, tags: [new, 1] } }
                unnamed: { value: { id: 7, name: null } }
                aged: { value: { id: 7, name: Ann, age: 3 } }
                pictured: { value: { id: 7 } }
                album: { value: { id: 8 } }
  /ping:
    get:
      operationId: ping
      responses: { '200': { description: Up. }, '304': { description: Up as before. } }
  /guarded:
    get:
      operationId: getGuarded
      security: [{ basic: [] }, { headerKey: [] }, { queryKey: [] }]
      responses:
        '200': { content: { application/json: { schema: { type: string }, example: guarded } } }
        '401': { content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } }
    post:
      operationId: postGuarded
      security: [{}, { basic: [] }]
      responses: { '202': { description: Accepted. } }
components:
  securitySchemes:
    basic: { type: http, scheme: basic }
    headerKey: { type: apiKey, in: header, name: X-Key }
    queryKey: { type: apiKey, in: query, name: key }
  schemas:
    Profile:
      type: object
      additionalProperties: false
      properties:
        id: { type: integer, readOnly: true }
        secret: { type: string, writeOnly: true }
        name: { type: [string, 'null'] }
        age: { type: integer, minimum: 0 }
        tags: { type: array, prefixItems: [{ enum: [new] }, { type: integer }], minItems: 2, items: false }
    Problem: { type: object }
${problemTypes}`;

export const featureContract = parseContract(text);
