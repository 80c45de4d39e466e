import { describe, expect, it } from 'vitest';
import { sentType } from '../contract/payload.ts';
import { featureContract } from './testing/feature-contract.ts';
import { useToyMock } from './testing/toy-mock.ts';

const { get, send } = useToyMock(featureContract);

const json = 'application/json';
const csv = 'text/csv';
const bytes = 'application/octet-stream';

describe('several media types', () => {
  it.each([
    [undefined, '/report', json, '{"sold":3}'],
    ['', '/report', json, '{"sold":3}'],
    ['*/*', '/report', json, '{"sold":3}'],
    [csv, '/report', csv, 'sold\n3\n'],
    ['TEXT/CSV', '/report', csv, 'sold\n3\n'],
    ['text/*', '/report', csv, 'sold\n3\n'],
    ['text/csv; charset=utf-8', '/report', csv, 'sold\n3\n'],
    [bytes, '/report', bytes, 'SOLD'],
    ['application/json;q=0.5, text/csv', '/report', csv, 'sold\n3\n'],
    ['application/json;v="1,2;q=1"; q=0.5, text/csv; q=0.6', '/report', csv, 'sold\n3\n'],
    ['*/*, application/json; q=0', '/report', csv, 'sold\n3\n'],
    ['text/csv, application/json', '/report', csv, 'sold\n3\n'],
    // The scenario has an example of another media type only.
    [json, '/report?year=1999', json, '{"sold":3}'],
    [undefined, '/report?year=1999', csv, 'sold\n1\n'],
  ])('Accept: %s of %s → %s', async (accept, path, mediaType, body) => {
    const response = await get(path, accept === undefined ? {} : { accept });

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(sentType(mediaType));
    expect(response.headers.get('content-disposition')).toBe('inline');
    expect(await response.text()).toBe(body);
  });

  it.each(['text/html', 'text/*;q=0, application/*;q=0.0, */*;q=0', 'json'])(
    'Accept: %s → 406',
    async (accept) => {
      expect((await get('/report', { accept })).status).toBe(406);
    },
  );

  it('HEAD → the headers of the media type that is accepted', async () => {
    const { status, headers } = await send('/report', { method: 'HEAD', headers: { accept: csv } });

    expect([status, headers.get('content-type'), headers.get('content-length')]).toEqual([
      ...[200, sentType(csv), '7'],
    ]);
  });
});

it.each([
  ['none', null],
  ['no', false],
  ['zero', 0],
  ['empty', ''],
])('the example %s, a value that is falsy → sent as JSON', async (name, value) => {
  const response = await get(`/values/${name}`);

  expect([response.status, await response.json()]).toEqual([200, value]);
});

describe('a success without content', () => {
  it.each([
    ['DELETE', '/report', 204],
    ['POST', '/guarded', 202],
  ])('%s %s with any Accept → %i, nothing in the body', async (method, path, status) => {
    const response = await send(path, { method, headers: { accept: 'text/html' } });

    expect(response.status).toBe(status);
    expect(response.headers.has('content-type')).toBe(false);
    expect(await response.text()).toBe('');
  });

  it.each([
    ['kept', 200, '"kept"', null],
    ['gone', 204, '', 'value'],
    ['unknown', 404, expect.stringContaining('/values/unknown'), null],
  ])('DELETE of the scenario %s → %i', async (name, status, body, deleted) => {
    const response = await send(`/values/${name}`, { method: 'DELETE' });

    expect([response.status, await response.text()]).toEqual([status, body]);
    expect(response.headers.get('x-deleted')).toBe(deleted);
  });
});
