import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { lookup } from '../../contract/json.ts';
import * as grammar from '../../taxonomy/notation.ts';
import { fieldTable } from '../../taxonomy/testing/field-data.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const hfnToMfa = '/api/taxonomy/convert/hfn-to-mfa';
const mfaToHfn = '/api/taxonomy/convert/mfa-to-hfn';
const batch = '/api/taxonomy/convert/batch';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

describe('documented pairs', () => {
  it('documented pairs, one by one → converted both ways', async ({ skip }) => {
    for (const { hfn, mfa } of fieldTable<'hfn' | 'mfa'>('vectors.tsv', skip)) {
      const both = { hfn, mfa, success: true };
      expect(await (await service.post(hfnToMfa, { hfn })).json()).toMatchObject(both);
      expect(await (await service.post(mfaToHfn, { mfa })).json()).toMatchObject(both);
    }
  });

  it.for([
    ['hfn-to-mfa', 'hfn', 'mfa'],
    ['mfa-to-hfn', 'mfa', 'hfn'],
  ] as const)(
    'documented pairs in one batch, %s → all converted',
    async ([direction, from, to], { skip }) => {
      const pairs = fieldTable<'hfn' | 'mfa'>('vectors.tsv', skip);
      const response = await service.post(batch, { direction, addresses: pairs.map((pair) => pair[from]) });
      expect(await response.json()).toEqual({
        results: pairs.map((pair) => ({ input: pair[from], output: pair[to], ok: true })),
        converted: pairs.length,
        failed: 0,
      });
    },
  );
});

describe('an address that cannot be converted', () => {
  it.each([
    ['an unknown code', hfnToMfa, { hfn: 'S.POP.XXX.001' }, 422, 'unknown-address', '/body/hfn'],
    ['an unknown number', mfaToHfn, { mfa: '2.001.099.001' }, 422, 'unknown-address', '/body/mfa'],
    ['too few segments', hfnToMfa, { hfn: 'S.POP' }, 400, 'malformed-address', '/body/hfn'],
    ['an empty text', hfnToMfa, { hfn: '' }, 400, 'malformed-address', '/body/hfn'],
    ['the other notation', mfaToHfn, { mfa: 'S.POP.HPM.001' }, 400, 'malformed-address', '/body/mfa'],
    ['a number instead of a text', hfnToMfa, { hfn: 5 }, 400, 'invalid-request', '/body/hfn'],
    ['null', hfnToMfa, 'null', 400, 'invalid-request', '/body'],
    ['an array', hfnToMfa, '[]', 400, 'invalid-request', '/body'],
    ['half a body', hfnToMfa, '{"hfn":', 400, 'invalid-request', '/body'],
    ['no body', hfnToMfa, '', 400, 'invalid-request', '/body'],
    ['no address', hfnToMfa, {}, 400, 'invalid-request', '/body/hfn'],
    [
      'an HFN instead of an MFA',
      mfaToHfn,
      { hfn: 'bad', mfa: '2.001.007.001' },
      400,
      'invalid-request',
      '/body/hfn',
    ],
    ['a bad MFA beside an HFN', mfaToHfn, { mfa: '9', hfn: 'x' }, 400, 'invalid-request', '/body/hfn'],
    [
      'an HFN in a batch',
      batch,
      { hfn: 'bad', direction: 'hfn-to-mfa', addresses: ['S.POP.BAS.001'] },
      400,
      'invalid-request',
      '/body/hfn',
    ],
    ['an unknown member', hfnToMfa, { hfn: 'S.POP.BAS.001', x: 1 }, 400, 'invalid-request', '/body/x'],
    [
      'an address in __proto__',
      hfnToMfa,
      '{"__proto__":{"hfn":"S.POP.BAS.001"}}',
      400,
      'invalid-request',
      '/body/hfn',
    ],
    [
      '__proto__ beside an address',
      hfnToMfa,
      '{"hfn":"S.POP.BAS.001","__proto__":{}}',
      400,
      'invalid-request',
      '/body/__proto__',
    ],
    [
      'no addresses',
      batch,
      { direction: 'hfn-to-mfa', addresses: [] },
      400,
      'invalid-request',
      '/body/addresses',
    ],
    [
      '10,001 addresses',
      batch,
      { direction: 'hfn-to-mfa', addresses: Array(10_001).fill('S.POP.BAS.001') },
      400,
      'invalid-request',
      '/body/addresses',
    ],
    [
      'an unknown direction',
      batch,
      { direction: 'up', addresses: ['x'] },
      400,
      'invalid-request',
      '/body/direction',
    ],
  ])('%s → its problem at its pointer', async (_name, path, body, status, slug, pointer) => {
    const response = await service.post(path, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = await response.json();
    expect(problem).toMatchObject({ type: `/problems/${slug}`, status, instance: path });
    expect(problem.errors[0].pointer).toBe(pointer);
    expect(problem.requestId).toBe(response.headers.get('x-request-id'));
  });

  it('10 MB of one letter → 413 with the limit', async () => {
    const response = await service.post(hfnToMfa, `"${'A'.repeat(10_000_000)}"`);
    expect(response.status).toBe(413);
    expect((await response.json()).detail).toBe('The body is larger than 8192 bytes.');
  });

  it.each([
    ['text/plain', undefined],
    ['application/xml', undefined],
    ['application/json; charset=latin1', undefined],
    ['application/json; charset=utf-16', undefined],
    ['application/json', 'compress'],
  ])('a body as %s, encoded as %s → 415', async (type, encoding) => {
    const headers = { 'Content-Type': type, ...(encoding && { 'Content-Encoding': encoding }) };
    const response = await service.post(hfnToMfa, { hfn: 'S.POP.BAS.001' }, headers);
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ type: '/problems/unsupported-media-type' });
  });

  it.each(['gzip', 'deflate', 'br'])(
    'a body declared as %s that is not compressed → 400',
    async (encoding) => {
      const response = await service.post(hfnToMfa, 'not compressed', { 'Content-Encoding': encoding });
      expect(response.status).toBe(400);
    },
  );

  it('an unknown code → the segment, its value and similar codes that exist', async () => {
    const response = await service.post(hfnToMfa, { hfn: 'S.POP.HPN.001' });
    const { segment, value, suggestions } = await response.json();
    expect({ segment, value }).toEqual({ segment: 'subcategory', value: 'HPN' });
    for (const code of suggestions) {
      expect((await service.post(hfnToMfa, { hfn: `S.POP.${code}.001` })).status).toBe(200);
    }
    expect(suggestions).toContain('HPM');
  });
});

describe('a batch with bad addresses', () => {
  it('a batch with bad addresses → 200, each problem at its index, the rest converted', async () => {
    const addresses = ['S.POP.HPM.001', '', 'x'.repeat(1000), 'S.POP.XXX.001', 'g.pop.swift.001'];
    const response = await service.post(batch, { direction: 'hfn-to-mfa', addresses });
    expect(response.status).toBe(200);
    const { results, converted, failed } = await response.json();
    expect({ converted, failed }).toEqual({ converted: 2, failed: 3 });
    expect(results.map((result: { input: string }) => result.input)).toEqual(addresses);
    expect(results.map((result: { output?: string }) => result.output)).toEqual([
      '2.001.007.001',
      undefined,
      undefined,
      undefined,
      '1.001.012.001',
    ]);
    expect(results[3].problem).toMatchObject({
      type: '/problems/unknown-address',
      status: 422,
      value: 'XXX',
    });
  });

  it('10,000 addresses → 10,000 results', async () => {
    const addresses = Array.from(
      { length: 10_000 },
      (_, index) => `S.POP.HPM.${String(index).padStart(3, '0')}`,
    );
    const response = await service.post(batch, { direction: 'hfn-to-mfa', addresses });
    const { results, converted } = await response.json();
    expect(converted).toBe(10_000);
    expect(results.at(-1)).toEqual({ input: 'S.POP.HPM.9999', output: '2.001.007.9999', ok: true });
  });
});

describe('address patterns of the contract', () => {
  const { document } = readContract();
  it.each([
    ['HfnInput', grammar.HFN_INPUT_PATTERN],
    ['MfaInput', grammar.MFA_INPUT_PATTERN],
    ['Hfn', grammar.HFN_PATTERN],
    ['Mfa', grammar.MFA_PATTERN],
  ])('schema %s → has the pattern that the parser implements', (schema, pattern) => {
    expect(lookup(document, `/components/schemas/${schema}/pattern`)).toBe(pattern);
    expect(lookup(document, `/components/schemas/${schema}/maxLength`)).toBe(grammar.MAX_ADDRESS_LENGTH);
  });
});
