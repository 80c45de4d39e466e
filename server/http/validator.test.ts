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
