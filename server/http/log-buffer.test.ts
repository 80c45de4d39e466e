import { expect, it } from 'vitest';
import { createLogBuffer } from './log-buffer.ts';

const maxBytes = 8 * 2 ** 20;
const line = `${'x'.repeat(199)}\n`;

/** A buffer in front of a reader that takes `room` bytes. 'gone': there is no reader. */
function bufferBefore(reader: { room: number | 'gone' }) {
  const received: Buffer[] = [];
  const reports: number[] = [];
  const tryWrite = (bytes: Buffer) => {
    if (reader.room === 'gone') return 'lost';
    const taken = Math.min(bytes.length, reader.room);
    reader.room -= taken;
    received.push(bytes.subarray(0, taken));
    return taken;
  };
  const buffer = createLogBuffer(tryWrite, maxBytes, (dropped) => reports.push(dropped));
  return { buffer, reports, received: () => String(Buffer.concat(received)) };
}

it('200,000 lines and no room → 8 MiB wait, the newest lines are dropped and counted', () => {
  const reader = { room: 0 };
  const { buffer, reports, received } = bufferBefore(reader);
  for (let count = 0; count < 200_000; count += 100) {
    buffer.add(Array(100).fill(line));
    buffer.flush();
  }
  const kept = 100 * Math.floor(maxBytes / (100 * line.length));
  expect(buffer.dropped()).toBe(200_000 - kept);
  expect(reports).toEqual([]);
  reader.room = Number.POSITIVE_INFINITY;
  expect(buffer.flush()).toBe(true);
  expect(received()).toHaveLength(kept * line.length);
  expect(reports).toEqual([200_000 - kept]);
});

it('room for a part → the lines arrive whole and in order', () => {
  const reader = { room: 0 };
  const { buffer, reports, received } = bufferBefore(reader);
  buffer.add(['one\n', 'twö\n']);
  buffer.add(['three\n']);
  for (const done of [false, false, true]) {
    reader.room = 7;
    expect(buffer.flush()).toBe(done);
  }
  expect(received()).toBe('one\ntwö\nthree\n');
  expect([buffer.dropped(), reports]).toEqual([0, []]);
});

it('no reader → lines are dropped at once; a new reader → it gets the count once', () => {
  const reader: { room: number | 'gone' } = { room: 'gone' };
  const { buffer, reports, received } = bufferBefore(reader);
  buffer.add(['one\n', 'two\n']);
  expect(buffer.flush()).toBe(true);
  expect([buffer.dropped(), reports]).toEqual([2, []]);
  reader.room = 100;
  for (const each of ['three\n', 'four\n']) {
    buffer.add([each]);
    expect(buffer.flush()).toBe(true);
  }
  expect(received()).toBe('three\nfour\n');
  expect(reports).toEqual([2]);
});

it('the report adds a line → it is written by the next flush', () => {
  const written: string[] = [];
  let isGone = true;
  const buffer = createLogBuffer(
    (bytes) => (isGone ? 'lost' : written.push(String(bytes)) && bytes.length),
    maxBytes,
    (dropped) => buffer.add([`${dropped} dropped\n`]),
  );
  buffer.add(['one\n']);
  buffer.flush();
  isGone = false;
  buffer.add(['two\n']);
  expect([buffer.flush(), buffer.flush()]).toEqual([false, true]);
  expect(written).toEqual(['two\n', '1 dropped\n']);
});

it('lines of exactly the limit → they wait; what was written or lost makes room again', () => {
  const room: { now: number | 'lost' } = { now: 0 };
  const tryWrite = (bytes: Buffer) => (room.now === 'lost' ? 'lost' : Math.min(room.now, bytes.length));
  const buffer = createLogBuffer(tryWrite, 10, () => {});
  const dropped = (lines: string) => {
    const before = buffer.dropped();
    buffer.add([lines]);
    return buffer.dropped() - before;
  };
  expect([dropped('0123456789'), dropped('0')]).toEqual([0, 1]);
  room.now = 10;
  buffer.flush();
  room.now = 0;
  expect([dropped('0123456789'), dropped('0')]).toEqual([0, 1]);
  room.now = 'lost';
  buffer.flush();
  room.now = 0;
  expect([dropped('0123456789'), dropped('0')]).toEqual([0, 1]);
});
