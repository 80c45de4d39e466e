import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { appendToLedger, LedgerBroken, type LedgerEntry, ledgerFile, readLedger } from './ledger.ts';

const folder = useTemporaryFolder();
const entry: LedgerEntry = {
  tier: 'staging',
  event: 'promoted',
  build: { id: 'a'.repeat(64), contract: '1.2.0' },
  by: 'a person',
};

async function threeLines() {
  for (const promotion of ['1', '2', '3']) await appendToLedger(folder(), { ...entry, promotion });
}

describe('the ledger', () => {
  it('keeps what is added, in order', async () => {
    await threeLines();
    expect(readLedger(folder()).map(({ promotion }) => promotion)).toEqual(['1', '2', '3']);
  });

  it('the same promotion twice → one line', async () => {
    await threeLines();
    await appendToLedger(folder(), { ...entry, promotion: '2' });
    expect(readLedger(folder())).toHaveLength(3);
  });

  it('added to by several at once → no line is lost', async () => {
    const all = Array.from({ length: 20 }, (_, index) => String(index));
    await Promise.all(all.map((promotion) => appendToLedger(folder(), { ...entry, promotion })));
    expect(readLedger(folder())).toHaveLength(20);
  });

  it.each<[what: string, change: (lines: string[]) => string[], line: string]>([
    ['a line is changed', ([a = '', b = '', c = '']) => [a, b.replace('a person', 'nobody'), c], ':3 '],
    ['a line is removed', ([a = '', , c = '']) => [a, c], ':2 '],
    ['the first line is removed', ([, b = '', c = '']) => [b, c], ':1 '],
    ['two lines are exchanged', ([a = '', b = '', c = '']) => [b, a, c], ':1 '],
    ['a line is no JSON', ([a = '', , c = '']) => [a, '{', c], ':2 '],
  ])('%s → refused with the line, and nothing is added', async (_, change, line) => {
    await threeLines();
    const file = ledgerFile(folder());
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    writeFileSync(file, `${change(lines).join('\n')}\n`);
    expect(() => readLedger(folder())).toThrow(LedgerBroken);
    expect(() => readLedger(folder())).toThrow(line);
    await expect(appendToLedger(folder(), entry)).rejects.toThrow(LedgerBroken);
  });

  it('the last line is cut → refused', async () => {
    await threeLines();
    appendFileSync(ledgerFile(folder()), '{"tier":');
    expect(() => readLedger(folder())).toThrow('cut');
  });
});
