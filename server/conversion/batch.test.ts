import { distance } from 'fastest-levenshtein';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { checkResponse } from '../../contract/check-response.ts';
import { lookup, pointerTo } from '../../contract/json.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { createSnapshot } from '../../taxonomy/snapshot.ts';
import type { Schema } from '../operation-types.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { convertAll } from './batch.ts';

vi.mock('fastest-levenshtein', { spy: true });

const contract = readContract();
const taxonomy = createSnapshot(defaultRelease!);
const operation = contract.operations.find(({ id }) => id === 'convertBatch')!;
const words = lookup(contract.document, `${pointerTo('/paths', operation.path)}/post/description`);
/** How many failed addresses get suggestions, according to the description in the contract. */
const suggesting = Number(/in the first (\d+) addresses that fail/.exec(String(words))?.[1]);

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

async function convert(
  direction: Schema['BatchRequest']['direction'],
  addresses: string[],
): Promise<Schema['BatchConversion']> {
  const response = await service.post(operation.path, { direction, addresses });
  const received = { method: 'post', status: response.status, headers: Object.fromEntries(response.headers) };
  const body = await response.text();
  expect(checkResponse(contract, operation, { ...received, body })).toEqual([]);
  return JSON.parse(body);
}

it('10,000 unknown codes → the first hundred get suggestions, all get a detail', async () => {
  vi.mocked(distance).mockClear();
  const addresses = Array.from({ length: 10_000 }, (_, index) => `S.POP.HPM${index}.001`);
  const { results, failed } = await convert('hfn-to-mfa', addresses);

  const layer = defaultRelease?.layers.find(({ code }) => code === 'S');
  const siblings = layer?.categories.find(({ code }) => code === 'POP')?.subcategories ?? [];
  expect(vi.mocked(distance).mock.calls.length).toBe(suggesting * siblings.length);
  expect(failed).toBe(10_000);
  expect(results[suggesting - 1]).toMatchObject({
    problem: { suggestions: expect.arrayContaining(['HPM']) },
  });
  expect(results[suggesting]).toMatchObject({
    problem: {
      detail: expect.stringMatching(
        /^Unknown subcategory "HPM\d+" in S\.POP\. Known there: BAS, .* and 6 more\.$/,
      ),
      segment: 'subcategory',
      value: `HPM${suggesting}`,
      suggestions: [],
    },
  });
});

it.each([1, 1000])('%i addresses → converted at once', (count) => {
  const request = { direction: 'hfn-to-mfa', addresses: Array(count).fill('S.POP.HPM.001') } as const;
  expect(convertAll(taxonomy, request, contract)).toMatchObject({ converted: count, failed: 0 });
});

it('more than 1,000 addresses → other work is done between two slices', async () => {
  const addresses = Array(2001).fill('S.POP.HPM.001');
  const converting = convertAll(taxonomy, { direction: 'hfn-to-mfa', addresses }, contract);
  const order: string[] = [];
  setImmediate(() => order.push('other work'));
  const converted = Promise.resolve(converting).then((all) => {
    order.push('converted');
    return all;
  });
  expect(await converted).toMatchObject({ converted: 2001, failed: 0 });
  expect(order).toEqual(['other work', 'converted']);
});

it('addresses that fail → errors thrown afterwards have their stack', () => {
  convertAll(taxonomy, { direction: 'hfn-to-mfa', addresses: ['none'] }, contract);
  expect(new Error('Another').stack).toContain('    at ');
});

it('unknown numbers after 100 failures → no suggestions; known numbers → converted', async () => {
  const malformed = Array(suggesting - 1).fill('none');
  const addresses = [...malformed, '2.001.099.001', '2.001.099.001', '2.001.007.001'];
  const { results } = await convert('mfa-to-hfn', addresses);

  expect(results.slice(-3)).toMatchObject([
    { problem: { suggestions: ['016', '015', '014', '013', '012'] } },
    { problem: { suggestions: [], detail: expect.stringContaining('Known there: 001, 002') } },
    { output: 'S.POP.HPM.001', ok: true },
  ]);
});

it('addresses of control characters → the response is not longer than the contract allows', async () => {
  const control = '\u0001';
  const addresses = [
    control.repeat(512),
    `S.POP.${control.repeat(400)}.001`,
    `C.RMX.POP.001:${control.repeat(490)}`,
  ];
  const { failed } = await convert('hfn-to-mfa', addresses);
  expect(failed).toBe(3);
});
