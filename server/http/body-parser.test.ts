import { connect } from 'node:net';
import { expect, it, vi } from 'vitest';
import { MalformedPayload } from '../../contract/payload.ts';
import { contractWithPaths } from '../../contract/testing/edited-contract.ts';
import { handlers } from '../operations.ts';
import { startTestService } from '../testing/start-test-service.ts';
import { bodyParserProblem } from './body-parser.ts';
import { BodyAborted } from './read-body.ts';
import { json, length, post } from './testing/messages/write.ts';

it('a request body without a limit → the service does not start', async () => {
  const content = { 'application/json': { schema: { type: 'object' } } };
  const put = { operationId: 'putThing', requestBody: { content }, responses: { 204: { description: '.' } } };
  const contract = contractWithPaths({ '/thing': { put } });
  const starting = startTestService({ contract, handlers: { ...handlers, putThing: () => {} } as never });
  await expect(starting).rejects.toThrow('the request body of putThing has no x-max-bytes');
});

it('a required body is empty → missing', async () => {
  const service = await startTestService();
  const response = await service.post('/api/taxonomy/convert/hfn-to-mfa', '');
  const { errors } = await response.json();
  expect([response.status, errors]).toEqual([400, [{ pointer: '/body', detail: 'is missing' }]]);
  await service.close();
});

it('a client is gone before the end of its body → one line in the log, which is no failure of the server', async () => {
  const service = await startTestService();
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  socket.write(post(json + length, '{"hfn"'), () => socket.resetAndDestroy());
  const isOfRequest = (line: object) => 'req' in line;
  await vi.waitFor(() => expect(service.logs.some(isOfRequest)).toBe(true));
  // Node decides whether its connection has ended before the response is made.
  const status = expect.toBeOneOf([400, null]);
  expect(service.logs.filter(isOfRequest)).toEqual([expect.objectContaining({ level: 30, res: { status } })]);
  await service.close();
});

it('the errors of reading and parsing → problems at the body; any other → none', () => {
  const problemOf = (error: Error) => bodyParserProblem(error, {} as never)?.options.errors;
  const pointer = '/body';
  expect(problemOf(new BodyAborted('closed'))).toEqual([{ pointer, detail: 'ends before its length' }]);
  expect(problemOf(new MalformedPayload('is not JSON'))).toEqual([{ pointer, detail: 'is not JSON' }]);
  expect(problemOf(new Error('closed'))).toBeUndefined();
});
