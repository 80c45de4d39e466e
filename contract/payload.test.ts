import { expect, it, vi } from 'vitest';
import type { Contract } from './model.ts';
import {
  contentTypeOf,
  kindOf,
  type RunSteps,
  readContentType,
  readPayload,
  sentType,
  writePayload,
} from './payload.ts';

const form = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    size: { type: 'integer' },
    tags: { type: 'array', items: { type: 'string' } },
    place: { type: 'object', properties: { shelf: { type: 'integer' } } },
    sizes: { type: 'array', items: { type: 'integer' } },
    file: { description: 'Any.', allOf: [{ contentMediaType: 'application/octet-stream' }] },
  },
};
const contract = { document: { form } } as unknown as Contract;

function read(
  mediaType: string,
  body: string | Uint8Array<ArrayBuffer>,
  contentType = contentTypeOf(mediaType),
  runSteps?: RunSteps,
) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return readPayload(contract, { mediaType, schemaPointer: '/form', contentType, bytes }, runSteps);
}

const value = { name: 'Bällé & co', size: 3, tags: ['1', 'b'], sizes: [4], place: { shelf: 1 } };

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
  ['x-application/json', 'binary'],
])('%s → %s', (mediaType, want) => {
  expect(kindOf(mediaType)).toBe(want);
});

it.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
  'a value as %s → read as it was written, with the types of its schema',
  async (mediaType) => {
    expect(await read(mediaType, writePayload(mediaType, value))).toEqual(value);
  },
);

it('JSON for a service with other work → a pause before parsing, and one before the search for repeated members', async () => {
  const pauses: string[] = [];
  const parse = vi.spyOn(JSON, 'parse');
  const runSteps: RunSteps = (steps) => {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      pauses.push(parse.mock.calls.length > 0 ? 'parsed' : 'not yet parsed');
    }
  };
  const mediaType = 'application/json';
  expect(await read(mediaType, '{"name":"a"}', mediaType, runSteps)).toEqual({ name: 'a' });
  const repeated = read(mediaType, '{"name":"a","name":"b"}', mediaType, runSteps);
  await expect(repeated).rejects.toThrow('is there more than once');
  parse.mockRestore();
  expect(pauses.slice(0, 2)).toEqual(['not yet parsed', 'parsed']);
  expect(pauses).toHaveLength(4);
});

it('a file in a form → a Blob; a field that is there twice → a list', async () => {
  const body = writePayload('multipart/form-data', { file: 'a,b', name: ['x', 'y'] });
  const { file, name } = (await read('multipart/form-data', body)) as { file: Blob; name: unknown };
  expect(await file.text()).toBe('a,b');
  expect(name).toEqual(['x', 'y']);
});

it('a file with a name and a type → keeps them', async () => {
  const head = 'Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv';
  const body = `--x\r\n${head}\r\n\r\na,b\r\n--x--\r\n`;
  const found = await read('multipart/form-data', body, 'multipart/form-data; boundary=x');
  expect(found).toMatchObject({ file: { name: 'a.csv', type: 'text/csv' } });
});

it('a field that should be an object, and is no JSON → its text', async () => {
  expect(await read('application/x-www-form-urlencoded', 'place=top')).toEqual({ place: 'top' });
});

it('text → a string; anything else → its bytes', async () => {
  expect(await read('text/csv', 'a,b\n')).toBe('a,b\n');
  expect(await read('image/png', new Uint8Array([255, 0]))).toEqual(new Uint8Array([255, 0]));
});

it.each([
  ['application/json', '{"a":', 'is not JSON'],
  ['application/json', new Uint8Array([0x22, 0xff, 0x22]), 'is not in UTF-8'],
  ['text/plain', new Uint8Array([0xc3]), 'is not in UTF-8'],
  ['application/x-www-form-urlencoded', 'name=a%FFb', 'is not in UTF-8'],
  ['application/x-www-form-urlencoded', '%c3=b', 'is not in UTF-8'],
  ['multipart/form-data', 'no parts', 'is not multipart/form-data'],
  ['multipart/form-data', latin1('multipart/form-data', { name: 'B\u00ff' }), 'is not in UTF-8'],
])('a malformed body as %s → an error', async (mediaType, body, message) => {
  await expect(read(mediaType, body)).rejects.toThrow(message);
});

it('U+FFFD that was sent, and a percent sign that begins no escape → read', async () => {
  const sent = { name: 'a\ufffd%', size: 3 };
  expect(await read('multipart/form-data', writePayload('multipart/form-data', sent))).toEqual(sent);
  expect(await read('application/x-www-form-urlencoded', 'name=a%EF%BF%BD%&size=3')).toEqual(sent);
});

it.each([
  ['{"a":1,"a":1}', '/a'],
  ['{"a":[{},{"b/c":{"d" :1,\n"d"\t:2}}]}', '/a/1/b~1c/d'],
  ['{"a":1,"\\u0061":2}', '/a'],
  ['{"__proto__":1,"__proto__":2}', '/__proto__'],
  ['{"a":{"x":1},"a":{"x":1}}', '/a'],
])('%s → refused, with a pointer to the repeated member', async (body, pointer) => {
  await expect(read('application/json', body)).rejects.toMatchObject({
    message: 'is there more than once',
    pointer,
  });
});

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

it.each([nested(64), `["${'['.repeat(99)}","\\"[["]`])('a body that nests 64 levels → read', async (body) => {
  expect(await read('application/json', body)).toEqual(JSON.parse(body));
});

it.each([nested(65), '['.repeat(1_000_000), '{"a":['.repeat(33)])(
  'a body that nests more than 64 levels → refused before it is parsed',
  async (body) => {
    await expect(read('application/json', body)).rejects.toThrow('nests more than 64 levels');
  },
);

it.each(['{"a":{"a":1}}', '[{"a":1},{"a":1}]', '{"a":"\\":1,\\":2"}', '"\\":"', '":"', 'null'])(
  'no member is repeated: %s → read',
  async (body) => {
    expect(await read('application/json', body)).toEqual(JSON.parse(body));
  },
);

function latin1(mediaType: string, fields: object) {
  return Uint8Array.from(writePayload(mediaType, fields), (character) => character.charCodeAt(0));
}

it.each([
  [undefined, { mediaType: '', isUtf8: true }],
  ['Application/JSON ; Charset="UTF-8"', { mediaType: 'application/json', isUtf8: true }],
  ['text/plain;charset=latin1', { mediaType: 'text/plain', isUtf8: false }],
  ['text/plain; charset=utf-80', { mediaType: 'text/plain', isUtf8: false }],
  [' text/plain ; charset=utf-8', { mediaType: 'text/plain', isUtf8: true }],
  ['multipart/form-data; boundary=charset=x', { mediaType: 'multipart/form-data', isUtf8: true }],
])('the Content-Type %s → %o', (header, want) => {
  expect(readContentType(header)).toEqual(want);
});

it.each([
  ['text/csv', 'text/csv; charset=utf-8'],
  ['text/csv; header=present', 'text/csv; header=present; charset=utf-8'],
  ['text/csv;Charset=latin1', 'text/csv;Charset=latin1'],
  ['application/json', 'application/json'],
])('%s → sent as %s', (contentType, want) => {
  expect(sentType(contentType)).toBe(want);
});
