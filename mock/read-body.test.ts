import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { featureContract } from './testing/feature-contract.ts';
import { useToyMock } from './testing/toy-mock.ts';

const { send } = useToyMock(featureContract);

const patch = (body: BodyInit, contentType?: string) =>
  send('/profile', {
    method: 'PATCH',
    body,
    ...{ duplex: 'half' },
    headers: contentType === undefined ? {} : { 'content-type': contentType },
  });
const put = (body: BodyInit, contentType: string) =>
  send('/report', { method: 'PUT', body, headers: { 'content-type': contentType } });

const mergePatch = 'application/merge-patch+json';
const form = 'application/x-www-form-urlencoded';

function photo(content: BlobPart, name = 'photo') {
  const data = new FormData();
  data.set(name, new Blob([content]), 'photo.png');
  return data;
}

/** The parts arrive one after the other. */
const inParts = (...parts: string[]) =>
  new ReadableStream({
    async pull(controller) {
      await setTimeout(20);
      const part = parts.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(part));
    },
  });

function album() {
  const data = photo('PNG');
  data.set('caption', 'Us');
  for (const content of ['GIF', 'JPG']) data.append('more', new Blob([content]), 'more.png');
  return data;
}

describe('the body of a scenario', () => {
  it.each<[string, () => Promise<Response>, number, unknown]>([
    ['JSON', () => patch('{"name":"Ann"}', mergePatch), 202, { id: 7, name: 'Ann', tags: ['new', 1] }],
    [
      'JSON in parts, longer than the limit of another operation',
      () => patch(inParts(`{"name":${' '.repeat(20)}`, '"Ann"}'), mergePatch),
      202,
      { id: 7, name: 'Ann', tags: ['new', 1] },
    ],
    [
      'JSON in UTF-8',
      () => patch('{"name":null}', `${mergePatch}; charset=UTF-8`),
      202,
      { id: 7, name: null },
    ],
    ['a form', () => patch('age=3&name=Ann', form), 202, { id: 7, name: 'Ann', age: 3 }],
    ['multipart', () => patch(photo('PNG')), 202, { id: 7 }],
    ['multipart with a text, and a list of files', () => patch(album()), 202, { id: 8 }],
    ['text', () => put('sold 3', 'text/plain'), 201, 'text'],
    ['binary', () => put('SOLD', 'application/octet-stream'), 201, 'bytes'],
  ])('%s → its response', async (_, send, status, body) => {
    const response = await send();

    expect(response.status).toBe(status);
    const text = await response.text();
    expect(status === 201 ? text : JSON.parse(text)).toEqual(body);
  });
});

describe('another valid body', () => {
  it.each<[string, () => Promise<Response>, number]>([
    ['an optional body is absent', () => send('/profile', { method: 'PATCH' }), 202],
    ['no property', () => patch('{}', mergePatch), 202],
    ['a part with bytes that are no text', () => patch(photo(Uint8Array.of(0, 255))), 202],
    ['bytes that are no text', () => put(Uint8Array.of(0, 255), 'application/octet-stream'), 201],
  ])('%s → the first success', async (_, send, status) => {
    expect((await send()).status).toBe(status);
  });
});

describe('a body that is refused', () => {
  it('a required body is absent → the problem says so', async () => {
    const { errors } = (await (await put('', 'text/plain')).json()) as { errors: { detail: string }[] };
    expect(errors.map(({ detail }) => detail)).toEqual(['is missing']);
  });

  it.each<[string, () => Promise<Response>, number, string?]>([
    ['malformed JSON', () => patch('{', mergePatch), 400, '/body'],
    ['malformed multipart', () => patch('x', 'multipart/form-data; boundary=y'), 400, '/body'],
    ['multipart without a boundary', () => patch('x', 'multipart/form-data'), 400, '/body'],
    ['text that is not in UTF-8', () => put(Uint8Array.of(0xff), 'text/plain'), 400, '/body'],
    ['a repeated member', () => patch('{"name":1,"name":2}', mergePatch), 400, '/body/name'],
    ['a required body is absent', () => put('', 'text/plain'), 400, '/body'],
    ['a readOnly property', () => patch('{"id":7}', mergePatch), 400, '/body/id'],
    ['a number beyond all numbers', () => patch('{"age":1e999}', mergePatch), 400, '/body/age'],
    ['a field twice', () => patch('age=3&age=3', form), 400, '/body/age'],
    ['a field with a malformed number', () => patch('age=0x3', form), 400, '/body/age'],
    ['an unknown field', () => patch('size=3', form), 400, '/body/size'],
    ['a part is missing', () => patch(photo('PNG', 'picture')), 400, '/body/photo'],
    ['an undeclared media type', () => patch('{}', 'application/json'), 415],
    ['no media type', () => patch(new Blob(['{}'])), 415],
    ['another charset', () => patch('{}', `${mergePatch}; charset=utf-16`), 415],
    ['more bytes than allowed', () => put('sold'.repeat(6), 'text/plain'), 413],
    ['more bytes than allowed, of an undeclared type', () => put('x'.repeat(21), 'text/html'), 415],
  ])('%s → a problem', async (_, send, status, pointer) => {
    const response = await send();

    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors?: { pointer: string }[] };
    expect(errors?.map((error) => error.pointer)).toEqual(pointer && [pointer]);
  });
});
