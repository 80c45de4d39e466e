import { expect, it } from 'vitest';
import { editedContract } from '../../contract/testing/edited-contract.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { handlers } from '../operations.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { startTestService } from '../testing/start-test-service.ts';

const convert = '/api/taxonomy/convert/hfn-to-mfa';
const [unaliased, aliased] = [{ hfn: 'S.POP.BAS.001' }, { hfn: 'G.POP.SWIFT.001' }];

/** A service whose contract demands a member that its handler sends of aliases only. */
function startDrifted(environment: Readonly<Record<string, string>> = {}) {
  const contract = editedContract(({ components }) => components.schemas.Conversion.required.push('aliasOf'));
  return startTestService({ contract, environment });
}

const namesAlias = ({ err }: Record<string, unknown>) => JSON.stringify(err ?? '').includes('aliasOf');

it('a response breaks the contract in dev → 500, with the reason only in the log', async () => {
  const drifted = await startDrifted();
  const response = await drifted.post(convert, unaliased);
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ type: '/problems/internal', status: 500 });
  expect(text).not.toMatch(/aliasOf|node_modules|\.ts/);
  expect(drifted.logs.some(namesAlias)).toBe(true);
  // The 500 is not cached: the next response, which keeps the contract, is sent, and replayed.
  for (const _time of [1, 2]) {
    const kept = await drifted.post(convert, aliased);
    expect(kept.status).toBe(200);
    expect(kept.headers.get('content-type')).toBe('application/json');
  }
  await drifted.close();
});

it.each([
  ['off', 12],
  // The first takes the full pipeline. Of those that follow, one of ten is validated.
  ['on', 3],
])(
  'responses break the contract in production, response cache %s → all are sent, %i of 12 are logged and counted',
  async (RESPONSE_CACHE, reported) => {
    const production = {
      ENVIRONMENT: 'production',
      CORS_ORIGINS: 'https://a.example',
      PUBLIC_URL: 'https://registry.example',
    };
    const drifted = await startDrifted({ ...production, RESPONSE_CACHE, METRICS_PORT: '0' });
    for (let time = 0; time < 12; time += 1)
      expect((await drifted.post(convert, unaliased)).status).toBe(200);
    expect(drifted.logs.filter(namesAlias)).toHaveLength(reported);
    expect(await drifted.metrics()).toContain(
      `taxonomy_broken_responses_total{operation="convertHfnToMfa"} ${reported}`,
    );
    await drifted.close();
  },
);

it('a release breaks the contract → the service does not start', async () => {
  const [release] = bundledReleases;
  const broken = { ...release!, version: 'latest' };
  const starting = startTestService({ store: createMemoryStore([broken]) });
  await expect(starting).rejects.toThrow(/breaks the contract: \/version/);
});

it.each([
  ['throw', 500, 'application/problem+json'],
  ['report', 299, null],
])('an undeclared status, RESPONSE_VALIDATION=%s → %i, with the reason in the log', async (...given) => {
  const [RESPONSE_VALIDATION, status, type] = given;
  const getVersion = () => ({ status: 299 });
  const service = await startTestService({
    environment: { RESPONSE_VALIDATION },
    handlers: { ...handlers, getVersion } as never,
  });
  const response = await service.request('/api/taxonomy/version');
  expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
  const message = 'the response of getVersion has the status 299, which it does not declare';
  expect(service.logs).toContainEqual(expect.objectContaining({ err: expect.objectContaining({ message }) }));
  await service.close();
});
