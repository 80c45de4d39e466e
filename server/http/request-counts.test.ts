import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientAt } from './rate-limit.ts';
import { createRequestCounts } from './request-counts.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a window', () => {
  it.each([-3_600_000, 3_600_000])('the wall clock is set by %i ms → the window stays', (step) => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const counts = createRequestCounts(60_000);
    counts.of('a').requests = 5;
    vi.setSystemTime(Date.now() + step);
    expect([counts.of('a').requests, counts.secondsLeft('a')]).toEqual([5, 60]);
  });

  it('it ends → a new one begins', () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const counts = createRequestCounts(60_000);
    counts.of('a').requests = 5;
    vi.advanceTimersByTime(59_999);
    expect([counts.of('a').requests, counts.secondsLeft('a')]).toEqual([5, 1]);
    vi.advanceTimersByTime(1);
    expect([counts.of('a').requests, counts.secondsLeft('a')]).toEqual([0, 60]);
  });

  it('the clock is inexact → the seconds that are left do not exceed the window', () => {
    // In floating point, this number and 60,000 more are 60,000.00000000012 apart.
    vi.spyOn(performance, 'now').mockReturnValue(1_000_000.1);
    expect(createRequestCounts(60_000).secondsLeft('a')).toBe(60);
  });

  it('more clients than allowed → the oldest window is forgotten', () => {
    const counts = createRequestCounts(60_000, 2);
    for (const client of ['a', 'b', 'c']) counts.of(client).requests = 5;
    expect(['b', 'c', 'a'].map((client) => counts.of(client).requests)).toEqual([5, 5, 0]);
  });
});

describe('the client at an address', () => {
  it.each([
    ['7.7.7.7', '7.7.7.7'],
    ['7.7.7.7:1234', '7.7.7.7'],
    ['::ffff:7.7.7.7', '7.7.7.7'],
    ['::FFFF:0707:0707', '7.7.7.7'],
    ['0:0:0:0:0:ffff:7.7.7.7', '7.7.7.7'],
    ['[::ffff:7.7.7.7]:80', '7.7.7.7'],
    ['2001:db8::1', '2001:db8::/56'],
    ['[2001:db8::1]', '2001:db8::/56'],
    ['[2001:db8::1]:443', '2001:db8::/56'],
    ['2001:0DB8:0:00ff:1::', '2001:db8::/56'],
    ['2001:db8:0:100::1', '2001:db8:0:100::/56'],
    ['fe80::1%eth0', 'fe80::/56'],
  ])('%s → %s', (address, client) => {
    expect(clientAt(address)).toBe(client);
  });

  it.each([
    '',
    'unknown',
    '_hidden',
    '7.7.7',
    '7.7.7.7:x',
    '[7',
    '[]',
    '2001:db8::1]:443',
    '2001:[db8::1]:443',
    '[2001:db8::]1',
    'a'.repeat(9000),
  ])('no address: "%s" → one client for all', (address) => {
    expect(clientAt(address)).toBe(clientAt(undefined));
  });
});
