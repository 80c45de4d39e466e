import { EventEmitter } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import type { Operation } from '../../../contract/model.ts';
import { toyContract } from '../../../contract/testing/toy-contract.ts';
import { createComputeBody, isPlainJson, readAhead } from './plain-json.ts';

const orderToy = toyContract.operations.find(({ id }) => id === 'orderToy')!;

describe('isPlainJson', () => {
  const headers = { 'content-type': 'application/json', 'content-length': '100' };
  it.each<[isPlain: boolean, more: IncomingHttpHeaders, operation?: object]>([
    [true, {}],
    [true, { 'content-length': '1' }],
    [false, { 'content-length': '0' }],
    [false, { 'content-length': undefined }],
    [false, { 'content-length': '101' }],
    [false, { 'content-type': 'application/json; charset=utf-8' }],
    [false, { expect: '100-continue' }],
    [false, { 'content-encoding': 'gzip' }],
    [false, {}, {}],
    [true, { 'content-length': '8192' }, { requestBody: { maxBytes: 10_000 } }],
    [false, { 'content-length': '8193' }, { requestBody: { maxBytes: 10_000 } }],
  ])('%s: %j %j', (isPlain, more, operation = orderToy) => {
    expect(isPlainJson({ headers: { ...headers, ...more } } as never, operation as Operation)).toBe(isPlain);
  });
});

describe('readAhead', () => {
  const start = () => {
    const request = Object.assign(new EventEmitter(), { headers: {}, pause() {} });
    const done = vi.fn();
    readAhead(request as never, {} as never, done);
    return { request, done };
  };

  it('the body arrives → kept on the request', () => {
    const { request, done } = start();
    request.emit('data', Buffer.from('{}'));
    request.emit('end');
    expect(done.mock.calls).toEqual([[Buffer.from('{}')]]);
    expect(request).toMatchObject({ bodyBytes: Buffer.from('{}') });
  });

  it('it does not arrive, or is too long → undefined, and nothing is kept', () => {
    for (const send of [
      (request: EventEmitter) => request.emit('close'),
      (request: EventEmitter) => request.emit('data', Buffer.alloc(8193)),
    ]) {
      const { request, done } = start();
      send(request);
      expect(done.mock.calls).toEqual([[undefined]]);
      expect(request).not.toHaveProperty('bodyBytes');
    }
  });
});

describe('a computed body', () => {
  const ball = { name: 'Ball', price: 3 };
  const bytes = Buffer.from('{"name":"Ball"}');

  function compute(result: unknown, responseValidation = 'throw', operation = orderToy) {
    const handler = vi.fn((_input: object, _dependencies: object) => {
      if (result instanceof Error) throw result;
      return result;
    });
    const dependencies = { contract: toyContract, config: { responseValidation } };
    const computeBody = createComputeBody((() => handler) as never, dependencies as never);
    return { handler, run: (sent = bytes) => computeBody(operation, sent)?.toString(), dependencies };
  }

  it('a valid request → the body of the handler, which gets nothing but the body', () => {
    const { handler, run, dependencies } = compute({ status: 200, body: ball });
    expect(run()).toBe(JSON.stringify(ball));
    const input = { path: {}, query: {}, headers: {}, body: { name: 'Ball' } };
    expect(handler.mock.calls).toEqual([[input, dependencies]]);
  });

  it.each([
    ['no JSON', '{'],
    ['an invalid body', '{"name":7}'],
    ['another member', '{"name":"Ball","size":1}'],
  ])('%s → undefined, and the handler is not called', (_, sent) => {
    const { handler, run } = compute({ status: 200, body: ball });
    expect(run(Buffer.from(sent))).toBeUndefined();
    expect(handler).not.toHaveBeenCalled();
  });

  it.each<[string, unknown]>([
    ['a promise', Promise.resolve({ status: 200, body: ball })],
    ['another status', { status: 201, body: ball }],
    ['headers', { status: 200, body: ball, headers: {} }],
    ['a function to call when it is sent', { status: 200, body: ball, onSent: () => {} }],
    ['an error', new Error('no')],
    ['a body that breaks the contract', { status: 200, body: { name: 'Car' } }],
  ])('the handler returns %s → undefined', (_, result) => {
    expect(compute(result).run()).toBeUndefined();
  });

  it('broken responses are reported → one of ten is looked at', () => {
    const { run } = compute({ status: 200, body: { name: 'Car' } }, 'report');
    const bodies = Array.from({ length: 21 }, () => run());
    expect(bodies.flatMap((body, index) => (body === undefined ? [index] : []))).toEqual([0, 10, 20]);
  });

  it('broken responses are thrown → every one is looked at', () => {
    const { run } = compute({ status: 200, body: { name: 'Car' } });
    expect([1, 2, 3].map(() => run())).toEqual([undefined, undefined, undefined]);
  });

  it('an operation without a body or without a response in JSON → undefined', () => {
    const { requestBody: _, ...without } = orderToy;
    const silent = { ...orderToy, responses: new Map() };
    for (const operation of [without, silent])
      expect(compute({ status: 200, body: ball }, 'throw', operation).run()).toBeUndefined();
  });
});
