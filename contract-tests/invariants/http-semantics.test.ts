import { describe, expect, it } from 'vitest';
import type { RawResponse } from '../http/send.ts';
import { body, headers, type ResponseChange, useInvariants } from './testing/use-invariants.ts';

const failuresOf = useInvariants();
const etag = '"anothertagofthesamelength"';

describe('httpInvariants', () => {
  it.each<[invariant: string, want: string, at: RegExp, change: ResponseChange['change']]>([
    ['listLayers › HEAD', 'header vary is missing', /^HEAD .* br/, headers({ vary: undefined })],
    ['listLayers › HEAD', 'header x-extra is not declared', /^HEAD/, headers({ 'x-extra': '1' })],
    ['listLayers › HEAD', 'headers /content-length', /^HEAD .*identity/, headers({ 'content-length': '3' })],
    ['listSubcategories › HEAD', 'BCH (br) headers /etag', /^HEAD .*W\/\w+ br/, headers({ etag })],
    ['getHealth › HEAD', 'body on the wire', /^HEAD/, (response) => withFramingFailure(response)],
    ['listLayers › encodings', '(br) has other content', /br$/, body('Songs', 'Song')],
    ['listSubcategories › encodings', '(gzip) has other content', /S\/POP gzip/, body('"001"', '"002"')],
    [
      'getTaxonomy › encodings',
      'is br, which was not asked for',
      /gzip$/,
      headers({ 'content-encoding': 'br' }),
    ],
    ['getTaxonomy › encodings', 'ETag, against br', /(br|gzip)$/, headers({ etag })],
    [
      'getVersion › encodings',
      'ETag, against',
      /identity$/,
      (response) => headers({ etag: nextTag() })(response),
    ],
    [
      'listLayers › If-None-Match',
      'header etag the 200 has',
      /br$/,
      (response) => (response.status === 304 ? headers({ etag })(response) : response),
    ],
    [
      'listLayers › If-None-Match',
      'status must be 304, is 200',
      /gzip$/,
      (response) => ({ ...response, status: 200 }),
    ],
    [
      'listLayers › every form of If-None-Match',
      'must be 304, is 200',
      /^HEAD/,
      (response) => ({ ...response, status: 200 }),
    ],
    [
      'listLayers › every form of If-None-Match',
      'must be 200, is 304',
      /^GET/,
      (response) => ({ ...response, status: 304 }),
    ],
    [
      'getHealth › conditions without a validator',
      'status must be 200, is 412',
      /^GET/,
      (response) => ({ ...response, status: 412 }),
    ],
    [
      'listLayers › every form of If-Match',
      'must be 412, is 200',
      /^HEAD/,
      (response) => (response.status === 412 ? { ...response, status: 200 } : response),
    ],
    [
      'listLayers › every form of If-Match',
      'must be 304, is 412',
      /^GET/,
      (response) => (response.status === 304 ? { ...response, status: 412 } : response),
    ],
  ])('%s, with a wrong response → fails: %s at %s', async (invariant, want, at, change) => {
    expect(await failuresOf(invariant, { at, change })).toContain(want);
  });
});

function withFramingFailure(response: RawResponse): RawResponse {
  return { ...response, failures: [{ where: 'body on the wire', detail: 'must be empty' }] };
}

let tags = 0;
function nextTag() {
  tags += 1;
  return `"${String(tags).padStart(30, '0')}"`;
}
