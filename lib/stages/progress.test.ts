import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgress } from './progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  return { isTTY, columns: 30, write, written };
}

it('stages run on a terminal → one line with their seconds and the last line of the newest', () => {
  const { written, ...stream } = terminal(true);
  const progress = createProgress(stream as never);
  progress.start('types', () => '');
  progress.start('lint', () => 'Checked 550 files in a second');
  vi.advanceTimersByTime(2000);
  expect(written.at(-1)).toBe('\r\u001b[K… types 2 s, lint 2 s Checke…');

  progress.stop('types');
  progress.stop('lint');
  expect(written.at(-1)).toBe('\r\u001b[K');
  const { length } = written;
  vi.advanceTimersByTime(2000);
  expect(written).toHaveLength(length);
});

it('no terminal → nothing is written', () => {
  const { written, ...stream } = terminal(false);
  const progress = createProgress(stream as never);
  progress.start('types', () => '');
  vi.advanceTimersByTime(2000);
  progress.stop('types');
  expect(written).toEqual([]);
});
