/** Our contract with operations that nobody has seen: a search, a list as body, no 200, several media types, a form. */
import { load } from 'js-yaml';
import type { Contract } from '../../contract/model.ts';
import { contractWithPaths } from '../../contract/testing/edited-contract.ts';

const text = `
/api/toys/search:
  get:
    operationId: searchToys
    parameters:
      - { name: q, in: query, required: true, schema: { type: string, minLength: 1, maxLength: 64 }, examples: { ball: { value: ball } } }
      - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100, default: 20 }, example: 20 }
      - { name: colour, in: query, schema: { type: string, enum: [red, blue] }, example: red }
    responses:
      '200':
        description: Found.
        headers: { X-Request-Id: { $ref: '#/components/headers/RequestId' } }
        content:
          application/json:
            schema: { type: array, items: { type: string } }
            examples: { ball: { value: [ball, balloon] } }
      '400': { $ref: '#/components/responses/InvalidQuery' }
      '429': { $ref: '#/components/responses/RateLimited' }
      '500': { $ref: '#/components/responses/Internal' }
/api/toys/{layer}/{code}:
  get:
    operationId: readToy
    parameters:
      - { name: layer, in: path, required: true, schema: { $ref: '#/components/schemas/LayerCodeInput' }, examples: { stars: { value: S }, none: { value: Z } } }
      - { name: code, in: path, required: true, schema: { $ref: '#/components/schemas/CategoryCodeInput' }, examples: { stars: { value: POP }, none: { value: POP } } }
    responses:
      '200':
        description: It.
        headers: { X-Request-Id: { $ref: '#/components/headers/RequestId' } }
        content:
          application/json:
            schema: { type: string }
            examples: { stars: { value: A star } }
      '400': { $ref: '#/components/responses/InvalidPath' }
      '404': &unknown
        description: There is no such layer.
        headers:
          Cache-Control: { $ref: '#/components/headers/CacheControlNoStore' }
          X-Request-Id: { $ref: '#/components/headers/RequestId' }
        content:
          application/problem+json:
            schema: { $ref: '#/components/schemas/UnknownReleaseProblem' }
            examples:
              none:
                value: { type: /problems/unknown-release, title: Unknown release, status: 404, detail: There is no release Z., instance: /api/toys/Z/POP, requestId: a1 }
      '500': { $ref: '#/components/responses/Internal' }
/api/toys/orders:
  post:
    operationId: orderToys
    requestBody:
      required: true
      x-max-bytes: 500
      content:
        application/json:
          schema:
            type: array
            minItems: 2
            maxItems: 5
            items:
              type: object
              additionalProperties: false
              required: [layer, gift]
              properties:
                id: { type: integer, readOnly: true }
                layer: { $ref: '#/components/schemas/LayerCodeInput' }
                gift: { type: object, required: [wrapped], properties: { wrapped: { type: boolean } } }
                note: { type: string, maxLength: 20 }
          examples:
            two: { value: [{ layer: S, gift: { wrapped: true } }, { layer: T, gift: { wrapped: false } }] }
            none: { value: [{ layer: Z, gift: { wrapped: true } }, { layer: Z, gift: { wrapped: true } }] }
    responses:
      '201':
        description: Ordered.
        headers: { X-Request-Id: { $ref: '#/components/headers/RequestId' } }
        content:
          application/json:
            schema: { type: object, required: [count], properties: { count: { type: integer } } }
            examples: { two: { value: { count: 2 } } }
      '400': { $ref: '#/components/responses/InvalidBody' }
      '404':
        <<: *unknown
        content:
          application/problem+json:
            schema: { $ref: '#/components/schemas/UnknownReleaseProblem' }
            examples:
              none:
                value: { type: /problems/unknown-release, title: Unknown release, status: 404, detail: There is no release Z., instance: /api/toys/orders, requestId: a1 }
      '413': { $ref: '#/components/responses/PayloadTooLarge' }
      '415': { $ref: '#/components/responses/UnsupportedMediaType' }
      '500': { $ref: '#/components/responses/Internal' }
/api/toys/{from}-{to}.report:
  put:
    operationId: reportToys
    parameters:
      - { name: from, in: path, required: true, schema: { type: integer, minimum: 0, maximum: 99 }, examples: { some: { value: 3 } } }
      - { name: to, in: path, required: true, schema: { type: integer, minimum: 0, maximum: 99 }, examples: { some: { value: 42 } } }
      - { name: tag, in: query, style: pipeDelimited, explode: false, schema: { type: array, maxItems: 3, items: { type: string, maxLength: 9 } }, examples: { some: { value: [a, b c] } } }
      - { name: X-Depth, in: header, required: true, schema: { type: integer, minimum: 0, maximum: 9 }, examples: { some: { value: 7 } } }
    requestBody:
      x-max-bytes: 500
      content:
        application/json: { schema: &note { type: object, additionalProperties: false, required: [note], properties: { id: { type: integer, readOnly: true }, note: { type: string, maxLength: 9 } } }, examples: { some: { value: { note: hello } } } }
        multipart/form-data: { schema: *note }
        text/plain: { schema: { type: string, maxLength: 9 } }
    responses:
      '200':
        description: The report.
        headers: { X-Request-Id: { $ref: '#/components/headers/RequestId' } }
        content:
          application/json: { schema: { type: integer }, examples: { some: { value: 0 } } }
          text/csv: { schema: { type: string, maxLength: 9 }, examples: { some: { value: "3,42" } } }
      '400': { $ref: '#/components/responses/InvalidBody' }
      '413': { $ref: '#/components/responses/PayloadTooLarge' }
      '415': { $ref: '#/components/responses/UnsupportedMediaType' }
      '500': { $ref: '#/components/responses/Internal' }
/api/toys/count:
  get:
    operationId: countToys
    parameters:
      - { name: shelf, in: query, required: true, schema: { type: string, maxLength: 9 }, example: top }
    responses:
      '200': { description: How many., content: { application/json: { schema: { type: integer } } } }
      '500': { $ref: '#/components/responses/Internal' }
`;

export const addedOperations = ['searchToys', 'readToy', 'orderToys', 'reportToys', 'countToys'];

export function contractWithAdded(): Contract {
  return contractWithPaths(load(text) as object);
}
