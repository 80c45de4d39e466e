import { describe, expect, it } from 'vitest';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import { dreddDocument } from './dredd-document.ts';

describe('dreddDocument', () => {
  it('operations → a path for each, its id as the name, and its statuses', () => {
    const { paths } = JSON.parse(dreddDocument(toyContract));
    expect(Object.keys(paths)).toEqual(['/0', '/1', '/2']);
    const declared = { description: 'declared' };
    expect(paths['/1'].get).toEqual({
      summary: 'listToys',
      responses: { 200: declared, 404: declared, 429: declared },
    });
    expect(paths['/2'].post.summary).toBe('orderToy');
  });
});
