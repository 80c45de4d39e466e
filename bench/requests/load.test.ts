import { describe, expect, it } from 'vitest';
import { readWrk, wrkScript } from './load.ts';

const preamble = 'Running 1s test @ http://127.0.0.1\n  1 threads and 50 connections\n';

describe('readWrk', () => {
  it('every request has a response → requests per second and p99', () => {
    const figures = '{"requests":3000,"microseconds":1500000,"failed":0,"refused":0,"p99":1250}';
    expect(readWrk(`${preamble}\n${figures}\n`)).toEqual({ requestsPerSecond: 2000, p99Ms: 1.25 });
  });

  it.each([
    { given: 'one request failed', failed: 1, refused: 0, requests: 10 },
    { given: 'one request was refused', failed: 0, refused: 1, requests: 10 },
    { given: 'no request was sent', failed: 0, refused: 0, requests: 0 },
  ])('$given → an error with the counts', ({ failed, refused, requests }) => {
    const figures = JSON.stringify({ requests, microseconds: 1, failed, refused, p99: 1 });
    const counts = `${failed} requests failed, ${refused} were refused, of ${requests}`;
    expect(() => readWrk(`${preamble}\n${figures}\n`)).toThrow(counts);
  });
});

it('two requests → a script for wrk that formats both', () => {
  const script = wrkScript([
    { method: 'GET', path: '/a', headers: { 'If-None-Match': '"x"' } },
    { method: 'POST', path: '/b', headers: {}, body: '{"hfn":"A"}' },
  ]);
  expect(script).toContain('wrk.format("GET", "/a", {["If-None-Match"] = "\\"x\\""}, nil)');
  expect(script).toContain('wrk.format("POST", "/b", {}, "{\\"hfn\\":\\"A\\"}")');
});
