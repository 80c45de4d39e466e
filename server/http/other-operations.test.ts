/** Features of OpenAPI that our own operations do not use: what reaches the handler, and what is sent. */
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractWithPaths } from '../../contract/testing/edited-contract.ts';
import type { Handlers } from '../handler.ts';
import { handlers } from '../operations.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const text = `
/echo:
  get:
    operationId: echoQuery
    parameters:
      - { name: q, in: query, schema: { type: string, maxLength: 9 } }
      - { name: n, in: query, schema: { type: integer, minimum: 1, default: 7 } }
      - { name: yes, in: query, schema: { type: boolean } }
      - { name: list, in: query, schema: { type: array, maxItems: 3, items: { type: integer } } }
      - { name: csv, in: query, explode: false, schema: { type: array, items: { type: string, maxLength: 3 } } }
      - { name: pipes, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
      - name: deep
        in: query
        style: deepObject
        schema: { type: object, additionalProperties: false, properties: { size: { type: integer }, colour: { type: string } } }
      - { name: X-Count, in: header, schema: { type: integer } }
    responses: &echo { '200': { description: Echo., content: { application/json: { schema: {} } } } }
/echo/{a}-{b}:
  get:
    operationId: echoPair
    parameters:
      - { name: a, in: path, required: true, schema: { type: string } }
      - { name: b, in: path, required: true, schema: { type: integer } }
    responses: *echo
/echo/{toy-id}.json:
  get:
    operationId: echoFile
    parameters: [{ name: toy-id, in: path, required: true, schema: { type: string } }]
    responses: *echo
/body:
  put: &body
    operationId: putBody
    requestBody:
      x-max-bytes: 1000
      content:
        application/json:
          schema: &schema
            type: object
            additionalProperties: false
            required: [name, size]
            properties:
              id: { type: integer, readOnly: true }
              name: { type: string, format: date }
              size: { type: integer, default: 3 }
              file: { type: string, format: binary }
              tags: { type: array, items: { type: string } }
        application/merge-patch+json: { schema: *schema }
        application/x-www-form-urlencoded: { schema: *schema }
        multipart/form-data: { schema: *schema }
        text/csv: { schema: { type: string, pattern: '^a' } }
        application/octet-stream: { schema: { type: string, format: binary } }
    responses: *echo
  patch: { <<: *body, operationId: patchBody }
  delete:
    operationId: deleteBody
    responses: { '204': { description: Gone. } }
/two-types:
  get:
    operationId: getTwoTypes
    responses:
      '200':
        description: In two forms.
        content:
          text/csv: { schema: { type: string } }
          text/plain: { schema: { type: string } }
/types:
  get:
    operationId: getTypes
    parameters: [{ name: as, in: query, schema: { type: string } }]
    responses:
      '200':
        description: In several forms.
        content:
          application/json: { schema: { type: [array, 'null', integer], items: { type: integer } } }
          text/csv: { schema: { type: string } }
          image/png: { schema: { type: string, format: binary } }
`;

const contract = contractWithPaths(load(text) as object);

interface Input {
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly accepts: string;
}

const echo = ({ path, query, headers, body }: Input & Record<string, unknown>) => {
  const bytes = body instanceof Uint8Array ? [...body] : body;
  const given = { path, query, headers, body: bytes };
  return {
    status: 200,
    body: Object.fromEntries(Object.entries(given).filter(([, value]) => !isEmpty(value))),
  };
};
const isEmpty = (value: unknown) => value === undefined || JSON.stringify(value) === '{}';

const values: Readonly<Record<string, unknown>> = {
  'application/json': [1, 2],
  'text/csv': 'a,b\n',
  'image/png': new Uint8Array([137, 80]),
};
const getTypes = ({ accepts, query }: Input) => ({
  status: 200,
  mediaType: query.as === 'none' ? undefined : (query.as ?? accepts),
  body: query.as === 'application/json' ? null : values[accepts],
});

const ids = ['echoQuery', 'echoPair', 'echoFile', 'putBody', 'patchBody'];
const added = {
  ...Object.fromEntries(ids.map((id) => [id, echo])),
  getTypes,
  getTwoTypes: () => ({ status: 200, body: 'a' }),
  deleteBody: () => ({ status: 204 }),
};

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ contract, handlers: { ...handlers, ...added } as unknown as Handlers });
});
afterAll(() => service.close());

const get = (path: string, headers: Record<string, string> = {}) => service.request(path, { headers });
const pointersIn = async (response: Response) =>
  (await response.json()).errors.map(({ pointer }: { pointer: string }) => pointer);

describe('parameters', () => {
  it.each([
    ['/echo', { query: { n: 7 } }],
    ['/echo?q=a+b%2B%C3%A9:/?', { query: { q: 'a b+é:/?', n: 7 } }],
    ['/echo?q=', { query: { q: '', n: 7 } }],
    ['/echo?n=2&yes=false', { query: { n: 2, yes: false } }],
    ['/echo?list=1&list=2', { query: { list: [1, 2], n: 7 } }],
    ['/echo?list=1', { query: { list: [1], n: 7 } }],
    ['/echo?csv=a,b%2C', { query: { csv: ['a', 'b,'], n: 7 } }],
    ['/echo?pipes=a|b%7Cc', { query: { pipes: ['a', 'b', 'c'], n: 7 } }],
    ['/echo?deep[size]=3&deep%5Bcolour%5D=red', { query: { deep: { size: 3, colour: 'red' }, n: 7 } }],
    ['/echo/x-5', { path: { a: 'x', b: 5 } }],
    ['/echo/x%2Dy.json', { path: { 'toy-id': 'x-y' } }],
  ])('%s → %o', async (path, want) => {
    const response = await get(path);
    expect(await response.json()).toEqual(want);
    expect(response.status).toBe(200);
  });

  it.each([
    ['/echo?q=0123456789', ['/query/q']],
    ['/echo?n=0x10', ['/query/n']],
    ['/echo?n=', ['/query/n']],
    ['/echo?n=0', ['/query/n']],
    ['/echo?n=1&n=2', ['/query/n']],
    ['/echo?yes=1', ['/query/yes']],
    ['/echo?list=1&list=x', ['/query/list/1']],
    ['/echo?list=1&list=2&list=3&list=4', ['/query/list']],
    ['/echo?csv=abcd', ['/query/csv/0']],
    ['/echo?deep[size]=x', ['/query/deep/size']],
    ['/echo?deep[weight]=1', ['/query/deep/weight']],
    ['/echo?deep=1', ['/query/deep']],
    ['/echo?m=1', ['/query/m']],
    ['/echo/x-y', ['/path/b']],
  ])('%s → 400 at %o', async (path, want) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(await pointersIn(response)).toEqual(want);
  });

  it('a header → its type; malformed → 400', async () => {
    expect(await (await get('/echo', { 'X-Count': '3' })).json()).toMatchObject({
      headers: { 'x-count': 3 },
    });
    expect((await get('/echo', { 'X-Count': '0x3' })).status).toBe(400);
  });
});

describe('bodies', () => {
  const date = '2026-02-28';
  const send = (body: BodyInit | undefined, type?: string, method = 'PUT') =>
    service.request('/body', {
      method,
      ...(body !== undefined && { body }),
      ...(type && { headers: { 'content-type': type } }),
    });
  const form = () => {
    const data = new FormData();
    for (const [name, value] of [
      ['name', date],
      ['size', '5'],
      ['tags', 'a'],
      ['tags', 'b'],
    ])
      data.append(name!, value!);
    return data;
  };

  it.each<[string, BodyInit | undefined, string | undefined, unknown]>([
    ['no body', undefined, undefined, {}],
    ['no body, and its media type', undefined, 'application/json', {}],
    ['JSON', JSON.stringify({ name: date }), 'application/json', { body: { name: date, size: 3 } }],
    [
      'merge patch',
      JSON.stringify({ name: date, size: 4 }),
      'application/merge-patch+json',
      { body: { name: date, size: 4 } },
    ],
    [
      'urlencoded',
      `name=${date}&tags=a`,
      'application/x-www-form-urlencoded',
      { body: { name: date, tags: ['a'], size: 3 } },
    ],
    ['multipart', form(), undefined, { body: { name: date, size: 5, tags: ['a', 'b'] } }],
    ['text', 'a,b', 'text/csv; charset=UTF-8', { body: 'a,b' }],
    ['bytes', new Uint8Array([255, 0]), 'application/octet-stream', { body: [255, 0] }],
  ])('%s → the handler gets it', async (_, body, type, want) => {
    for (const method of ['PUT', 'PATCH']) {
      const response = await send(body, type, method);
      expect(await response.json()).toEqual(want);
    }
  });

  it.each<[string, BodyInit, string | undefined, number, string | undefined]>([
    ['a read-only member', JSON.stringify({ id: 1, name: date }), 'application/json', 400, '/body/id'],
    ['a date that is none', JSON.stringify({ name: '2026-19-39' }), 'application/json', 400, '/body/name'],
    ['an unknown field', `name=${date}&x=1`, 'application/x-www-form-urlencoded', 400, '/body/x'],
    ['a field twice', `name=${date}&name=${date}`, 'application/x-www-form-urlencoded', 400, '/body/name'],
    [
      'a malformed number in a form',
      `name=${date}&size=x`,
      'application/x-www-form-urlencoded',
      400,
      '/body/size',
    ],
    ['text that breaks its pattern', 'b', 'text/csv', 400, '/body'],
    ['multipart without parts', 'x', 'multipart/form-data; boundary=y', 400, '/body'],
    [
      'JSON that is not UTF-8',
      new Uint8Array([123, 34, 255, 34, 58, 49, 125]),
      'application/json',
      400,
      '/body',
    ],
    ['another media type', '<a/>', 'application/xml', 415, undefined],
    ['another charset', '{}', 'application/json; charset=utf-16', 415, undefined],
    ['a long body', 'a'.repeat(1001), 'text/csv', 413, undefined],
  ])('%s → refused', async (_, body, type, status, pointer) => {
    const response = await send(body, type);
    expect(response.status).toBe(status);
    if (pointer) expect(await pointersIn(response)).toEqual([pointer]);
  });

  it('DELETE → 204 without content', async () => {
    const response = await service.request('/body', { method: 'DELETE' });
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
      204,
      '',
      null,
    ]);
  });

  it('another method → 405 that names the methods', async () => {
    const response = await service.request('/body', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'PUT, PATCH, DELETE, OPTIONS']);
  });
});

describe('media types of a response', () => {
  it.each([
    ['*/*', 'application/json', '[1,2]'],
    ['text/*', 'text/csv; charset=utf-8', 'a,b\n'],
    ['text/csv; charset=utf-8', 'text/csv; charset=utf-8', 'a,b\n'],
    ['image/png, text/csv;q=0.5', 'image/png', '\ufffdP'],
  ])('Accept: %s → %s', async (accept, type, body) => {
    const response = await get('/types', { accept });
    expect([response.headers.get('content-type'), await response.text()]).toEqual([type, body]);
  });

  it('null → JSON', async () => {
    expect(await (await get('/types?as=application/json')).text()).toBe('null');
  });

  it.each([
    ['a media type that the operation does not declare', '/types?as=text/html', {}],
    ['none of several media types', '/types?as=none', {}],
    ['none of two media types', '/two-types', {}],
    ['a value that breaks the schema', '/types?as=text/csv', { accept: 'application/json' }],
  ])('a handler that returns %s → 500', async (_, path, headers) => {
    expect((await get(path, headers)).status).toBe(500);
  });

  it('nothing acceptable → 406', async () => {
    expect((await get('/types', { accept: 'text/html' })).status).toBe(406);
  });
});
