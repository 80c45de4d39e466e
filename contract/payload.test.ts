import { expect, it } from 'vitest';
import type { Contract } from './model.ts';
import { contentTypeOf, kindOf, readContentType, readPayload, writePayload } from './payload.ts';

const form = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    size: { type: 'integer' },
    tags: { type: 'array', items: { type: 'string' } },
    place: { type: 'object', properties: { shelf: { type: 'integer' } } },
    file: { contentMediaType: 'application/octet-stream' },
  },
};
const contract = { document: { form } } as unknown as Contract;

function read(
  mediaType: string,
  body: string | Uint8Array<ArrayBuffer>,
  contentType = contentTypeOf(mediaType),
) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return readPayload(contract, { mediaType, schemaPointer: '/form', contentType, bytes });
}

const value = { name: 'Bällé & co', size: 3, tags: ['a', 'b'], place: { shelf: 1 } };

it.each([
  ['application/json', 'json'],
  ['application/merge-patch+json', 'json'],
  ['application/vnd.toys.v2+json', 'json'],
  ['text/csv', 'text'],
  ['application/x-www-form-urlencoded', 'form'],
  ['multipart/form-data', 'multipart'],
  ['application/octet-stream', 'binary'],
  ['image/png', 'binary'],
  ['application/jsonp', 'binary'],
])('%s → %s', (mediaType, want) => {
  expect(kindOf(mediaType)).toBe(want);
});

it.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
  'a value as %s → read as it was written, with the types of its schema',
  async (mediaType) => {
    expect(await read(mediaType, writePayload(mediaType, value))).toEqual(value);
  },
);

it('a file in a form → a Blob; a field that is there twice → a list', async () => {
  const body = writePayload('multipart/form-data', { file: 'a,b', name: ['x', 'y'] });
  const { file, name } = (await read('multipart/form-data', body)) as { file: Blob; name: unknown };
  expect(await file.text()).toBe('a,b');
  expect(name).toEqual(['x', 'y']);
});

it('text → a string; anything else → its bytes', async () => {
  expect(await read('text/csv', 'a,b\n')).toBe('a,b\n');
  expect(await read('image/png', new Uint8Array([255, 0]))).toEqual(new Uint8Array([255, 0]));
});

it.each([
  ['application/json', '{"a":', 'is not JSON'],
  ['application/json', new Uint8Array([0x22, 0xff, 0x22]), 'is not in UTF-8'],
  ['text/plain', new Uint8Array([0xc3]), 'is not in UTF-8'],
  ['multipart/form-data', 'no parts', 'is not multipart/form-data'],
])('a malformed body as %s → an error', async (mediaType, body, message) => {
  await expect(read(mediaType, body)).rejects.toThrow(message);
});

it.each([
  [undefined, { mediaType: '', isUtf8: true }],
  ['Application/JSON ; Charset="UTF-8"', { mediaType: 'application/json', isUtf8: true }],
  ['text/plain;charset=latin1', { mediaType: 'text/plain', isUtf8: false }],
  ['multipart/form-data; boundary=charset', { mediaType: 'multipart/form-data', isUtf8: true }],
])('the Content-Type %s → %o', (header, want) => {
  expect(readContentType(header)).toEqual(want);
});
