import { describe, expect, it } from 'vitest';
import { toyContractWith } from '../../contract/testing/toy-contract.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { createSources } from '../fuzz/source.ts';
import { corpusOf } from './corpus.ts';

describe('corpusOf', () => {
  it('requests that cannot be made → a case that fails with the reason, and the requests of the others', async () => {
    const contract = toyContractWith(
      '          schema: { type: string, maxLength: 20 }',
      '          schema: { type: string, format: iso-date-time }\n          required: true',
    );
    const corpus = corpusOf(createSources(contract, defaultRelease), 1, { token: 'any', rejected: {} });
    const generated = corpus.filter(({ name }) => name.includes('generated'));
    const [impossible] = generated.filter(({ operation }) => operation.id === 'listToys');
    await expect(impossible?.prepare?.(async () => expect.fail(), impossible.request)).rejects.toThrow(
      'no value can be made for the schema',
    );
    expect(generated.filter(({ operation }) => operation.id === 'orderToy').length).toBeGreaterThan(20);
  });
});
