import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import { startTestService } from '../testing/start-test-service.ts';

it('a property is named example → validated like any other', async () => {
  const { text } = readContract();
  const edited = text.replace(
    /(\n {4}HfnRequest:\n(?: {6}.*\n)*? {6}properties:\n)/,
    '$1        example: { type: string, maxLength: 3 }\n',
  );
  const service = await startTestService({ contract: parseContract(edited) });
  try {
    const requestWith = (example: string) =>
      service.post('/api/taxonomy/convert/hfn-to-mfa', { hfn: 'S.POP.HPM.001', example });
    expect((await requestWith('abc')).status).toBe(200);
    const refused = await requestWith('abcd');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: '/body/example' }] });
  } finally {
    await service.close();
  }
});

it('a query parameter that is not declared → 400 that names the nearest; a name that begins with _ → ignored', async () => {
  const service = await startTestService();
  const path = '/api/taxonomy/sync/incremental?_=1&%5Ft=2&since=1.2.2';
  try {
    expect((await service.request(path)).status).toBe(200);
    expect((await service.request(`${path}?`)).status).toBe(400);
    const refused = await service.request(`${path}&sinse=1.2.2`);
    expect(refused.status).toBe(400);
    const detail = 'is not known here. Did you mean since?';
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: '/query/sinse', detail }] });
  } finally {
    await service.close();
  }
});
