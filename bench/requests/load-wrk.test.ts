import { describe, expect, it } from 'vitest';
import { readWrk, wrkScript } from './load-wrk.ts';

const talk = 'Running 1s test @ http://127.0.0.1\n  1 threads and 50 connections\n';

describe('what wrk prints', () => {
  it('every request answered → requests a second and p99', () => {
    const figures = '{"requests":3000,"microseconds":1500000,"failed":0,"refused":0,"p99":1250}';
    expect(readWrk(`${talk}\n${figures}\n`)).toEqual({ requestsPerSecond: 2000, p99Ms: 1.25 });
  });

  it.each([
    { given: 'one failed', failed: 1, refused: 0, requests: 10 },
    { given: 'one was refused', failed: 0, refused: 1, requests: 10 },
    { given: 'none was sent', failed: 0, refused: 0, requests: 0 },
  ])('$given → an error that counts them', ({ failed, refused, requests }) => {
    const figures = JSON.stringify({ requests, microseconds: 1, failed, refused, p99: 1 });
    const counts = `${failed} requests failed, ${refused} were refused, of ${requests}`;
    expect(() => readWrk(`${talk}\n${figures}\n`)).toThrow(counts);
  });
});

it('requests → a script that has each of them ready', () => {
  const script = wrkScript([
    { method: 'GET', path: '/a', headers: { 'If-None-Match': '"x"' } },
    { method: 'POST', path: '/b', headers: {}, body: '{"hfn":"A"}' },
  ]);
  expect(script).toContain('wrk.format("GET", "/a", {["If-None-Match"] = "\\"x\\""}, nil)');
  expect(script).toContain('wrk.format("POST", "/b", {}, "{\\"hfn\\":\\"A\\"}")');
});
