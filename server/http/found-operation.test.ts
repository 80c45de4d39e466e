import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Request, Response } from 'express';
import { expect, it, vi } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { createFindOperation, foundOperation, operationOf } from './found-operation.ts';
import { inputsOf } from './inputs.ts';

function requestTo(path: string, method = 'GET'): Request {
  return Object.assign(new IncomingMessage(new Socket()), { path, method }) as unknown as Request;
}

it('the operation of a request was looked up → known from then on', () => {
  const request = requestTo('/api/taxonomy/categories/S');
  expect(operationOf(request)).toBeUndefined();
  const next = vi.fn();
  createFindOperation(readContract())(request, {} as Response, next);
  expect(next).toHaveBeenCalledWith();
  expect(operationOf(request)?.id).toBe('listCategories');
  expect(foundOperation(request)).toMatchObject({
    operation: { id: 'listCategories' },
    pathValues: new Map([['layer', 'S']]),
  });
});

it('it was not looked up, and its inputs were not read → errors that say so', () => {
  expect(() => foundOperation(requestTo('/'))).toThrow('the operation of this request was not looked up');
  expect(() => inputsOf(requestTo('/'))).toThrow('the inputs of this request were not read');
});
