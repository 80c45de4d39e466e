import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Route } from '../../../contract/route.ts';
import { toyClient } from './testing/toy-client.ts';
import { useServer } from './testing/use-server.ts';

const start = useServer();

/** The request that a server gets from a call. */
async function send(route: Partial<Route>, call: object) {
  const baseUrl = await start(async (request, response) => {
    const { method, url, headers } = request;
    const sent = { method, url, type: headers['content-type'], body: await text(request) };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(sent));
  });
  const { data } = await toyClient(route, { baseUrl }).call(call);
  return data as { method: string; url: string; type?: string; body: string };
}

describe('the path', () => {
  it.each([
    ['a value', '/things/{id}', { id: 'a b/c' }, '/things/a%20b%2Fc'],
    ['a name with a hyphen', '/things/{thing-id}', { 'thing-id': 'a' }, '/things/a'],
    ['two values in a segment', '/things/{from}-{to}', { from: 'a', to: 'b' }, '/things/a-b'],
    ['dots beside other text', '/things/{id}.json', { id: '..' }, '/things/...json'],
    ['an encoded dot', '/things/{id}', { id: '%2e%2e' }, '/things/%252e%252e'],
  ])('%s → encoded', async (_, path, values, want) => {
    expect((await send({ path }, { params: { path: values } })).url).toBe(want);
  });

  it.each([
    ['.', '/things/{id}/{part}', { id: 'a', part: '.' }],
    ['..', '/things/{id}/{part}', { id: '..', part: 'b' }],
    ['nothing', '/things/{id}', { id: '' }],
    ['.. of two values', '/things/{a}{b}', { a: '.', b: '.' }],
  ])('%s as a segment → refused before anything is sent', async (_, path, values) => {
    const sent: string[] = [];
    const fetch = async ({ url }: Request) => {
      sent.push(url);
      return Response.json({});
    };

    const call = toyClient({ path }, { fetch }).call({ params: { path: values } });

    await expect(call).rejects.toThrow(/^"\.{0,2}" cannot be a segment of \/things/);
    expect(sent).toEqual([]);
  });
});

describe('the query', () => {
  it.each<[string, Route['lists'], object, string]>([
    ['text', {}, { q: 'a b+c&d=é/:' }, 'q=a%20b%2Bc%26d%3D%C3%A9%2F%3A'],
    ['a number and a boolean', {}, { limit: 10, all: false }, 'limit=10&all=false'],
    ['a list', {}, { tags: ['a', 'b,c'] }, 'tags=a&tags=b%2Cc'],
    ['a list in one pair', { tags: 'form' }, { tags: ['a', 'b,c'] }, 'tags=a,b%2Cc'],
    ['a list with pipes', { tags: 'pipeDelimited' }, { tags: ['a', 'b|c'] }, 'tags=a%7Cb%7Cc'],
    ['an object', {}, { filter: { colour: 'r&b', size: 3 } }, 'filter%5Bcolour%5D=r%26b&filter%5Bsize%5D=3'],
    ['a date', {}, { since: new Date(0) }, 'since=1970-01-01T00%3A00%3A00.000Z'],
    ['nothing to send', {}, { a: undefined, b: null, c: [], d: { e: undefined } }, ''],
  ])('%s → written as declared', async (_, lists = {}, query, want) => {
    const { url } = await send({ method: 'get', path: '/things', lists }, { params: { query } });

    expect(url).toBe(want ? `/things?${want}` : '/things');
  });
});

describe('the body', () => {
  it.each<[string, string | undefined, unknown, string]>([
    ['JSON', undefined, { a: [1, null] }, '{"a":[1,null]}'],
    ['other JSON', 'application/vnd.thing+json', [1], '[1]'],
    ['merge patch', 'application/merge-patch+json', { a: null }, '{"a":null}'],
    ['text', 'text/csv', 'a,b\n1,é\n', 'a,b\n1,é\n'],
    ['bytes', 'application/octet-stream', new Uint8Array([97, 0, 98]), 'a\0b'],
    ['a Blob', 'image/png', new Blob(['png'], { type: 'image/gif' }), 'png'],
    [
      'a form',
      'application/x-www-form-urlencoded',
      { a: 'x y&z', b: [1, 2], c: { d: true }, e: undefined, f: null },
      'a=x+y%26z&b=1&b=2&c=%7B%22d%22%3Atrue%7D',
    ],
  ])('%s → written with its media type', async (_, consumes, body, want) => {
    const sent = await send({ ...(consumes && { consumes }) }, { body });

    expect(sent).toMatchObject({ type: consumes ?? 'application/json', body: want });
  });

  it('multipart → parts, with the boundary in the header', async () => {
    const body = {
      name: 'é',
      tags: ['a', 'b'],
      info: { size: 1 },
      file: new Blob(['\0'], { type: 'image/png' }),
    };

    const sent = await send({ consumes: 'multipart/form-data' }, { body });

    const form = await new Response(sent.body, { headers: { 'content-type': sent.type ?? '' } }).formData();
    const { file, ...fields } = Object.fromEntries(form);
    expect(fields).toEqual({ name: 'é', tags: 'b', info: '{"size":1}' });
    expect(form.getAll('tags')).toEqual(['a', 'b']);
    expect(await (file as File).text()).toBe('\0');
    expect((file as File).type).toBe('image/png');
  });

  it.each([
    ['text/plain; charset=utf-8', 'a', 'a'],
    ['application/json', 'a', '"a"'],
  ])('the header content-type → chooses %s', async (type, body, want) => {
    const sent = await send({ consumes: 'text/csv' }, { body, headers: { 'content-type': type } });

    expect(sent).toMatchObject({ type, body: want });
  });

  it('multipart chosen by the header → with the boundary', async () => {
    const sent = await send({}, { body: { a: 1 }, headers: { 'content-type': 'multipart/form-data' } });

    expect(sent.type).toMatch(/^multipart\/form-data; boundary=/);
  });

  it('no body → no media type', async () => {
    const sent = await send({ method: 'delete', consumes: 'text/csv' }, {});

    expect(sent).toEqual({ method: 'DELETE', url: '/things', body: '' });
  });
});
