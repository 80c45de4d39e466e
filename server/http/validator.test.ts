import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import { handlers } from '../operations.ts';
import { startTestService } from '../testing/start-test-service.ts';

it('a property is named example → validated like any other', async () => {
  const { text } = readContract();
  const edited = text.replace(
    /(\n {4}HfnRequest:\n(?: {6}.*\n)*? {6}properties:\n)/,
    '$1        example: { type: string, maxLength: 3 }\n',
  );
  const service = await startTestService({ contract: parseContract(edited) });
  try {
    const requestWith = (example: string) =>
      service.post('/api/taxonomy/convert/hfn-to-mfa', { hfn: 'S.POP.HPM.001', example });
    expect((await requestWith('abc')).status).toBe(200);
    const refused = await requestWith('abcd');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: '/body/example' }] });
  } finally {
    await service.close();
  }
});

it('a query parameter that is not declared → 400 that names the nearest; a name that begins with _ → ignored', async () => {
  const service = await startTestService();
  const path = '/api/taxonomy/sync/incremental?_=1&%5Ft=2&since=1.2.2';
  try {
    expect((await service.request(path)).status).toBe(200);
    expect((await service.request(`${path}?`)).status).toBe(400);
    const refused = await service.request(`${path}&sinse=1.2.2`);
    expect(refused.status).toBe(400);
    const detail = 'is not known here. Did you mean since?';
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: '/query/sinse', detail }] });
  } finally {
    await service.close();
  }
});

const shapes = `
/shape:
  put:
    operationId: putShape
    parameters:
      - { name: q, in: query, schema: { type: string, maxLength: 3 } }
      - { name: X-Note, in: header, schema: { type: string, maxLength: 3 } }
    requestBody:
      required: true
      x-max-bytes: 1000
      content:
        application/json:
          schema:
            type: object
            example: { discriminator: null }
            discriminator:
              propertyName: kind
              mapping: { circle: '#/components/schemas/Circle', square: '#/components/schemas/Square' }
            oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }]
    responses: { '204': { description: Kept. } }
`;
const shapeSchemas = `
Circle:
  type: object
  required: [kind, radius]
  properties:
    kind: { const: circle }
    radius: { type: integer }
    discriminator: { type: string, maxLength: 3 }
Square:
  type: object
  required: [kind, side]
  properties: { kind: { const: square }, side: { type: integer } }
`;

it('an operation with parameters and one of several schemas → each value is validated, and an error has its place', async () => {
  const document = structuredClone(readContract().document) as unknown as {
    readonly paths: object;
    readonly components: { readonly schemas: object };
  };
  const putShape = () => ({ status: 204 });
  const service = await startTestService({
    contract: parseContract(
      JSON.stringify({
        ...document,
        paths: { ...document.paths, ...(load(shapes) as object) },
        components: {
          ...document.components,
          schemas: { ...document.components.schemas, ...(load(shapeSchemas) as object) },
        },
        security: [],
      }),
    ),
    handlers: { ...handlers, putShape } as never,
  });
  const circle = { kind: 'circle', radius: 1 };
  const cases: [query: string, note: string, shape: object, pointer: string | undefined][] = [
    ['', 'abc', circle, undefined],
    ['?q=', 'longer than its schema says', circle, undefined],
    ['?q=abc', '', { ...circle, discriminator: 'abc' }, undefined],
    ['', '', { kind: 'square', side: 1 }, undefined],
    ['?q=abcd', '', circle, '/query/q'],
    ['', '', { kind: 'triangle', side: 1 }, '/body/kind'],
    ['', '', { ...circle, discriminator: 'abcd' }, '/body/discriminator'],
  ];
  for (const [query, note, shape, pointer] of cases) {
    const headers = { 'content-type': 'application/json', 'x-note': note };
    const init = { method: 'PUT', headers, body: JSON.stringify(shape) };
    const response = await service.request(`/shape${query}`, init);
    expect([query, note, shape, response.status]).toEqual([query, note, shape, pointer ? 400 : 204]);
    if (pointer) expect((await response.json()).errors).toContainEqual(expect.objectContaining({ pointer }));
  }
  await service.close();
});
