import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenariosOf } from '../../contract/scenarios.ts';
import { createListener } from '../../mock/listener.ts';
import { featureContract } from '../../mock/testing/feature-contract.ts';
import { listen } from '../http/listen.ts';
import { createSend, type Send } from '../http/send.ts';
import { createComparison } from './compare-responses.ts';
import { createHandlersSend } from './send-to-handlers.ts';

const compare = createComparison(featureContract, false);
const toHandlers = createHandlersSend(featureContract);
let toMock: Send;
let close: () => Promise<void>;
beforeAll(async () => {
  const mock = await listen(createServer(createListener(featureContract)));
  toMock = createSend(mock.url);
  close = mock.close;
});
afterAll(() => close());

describe('a contract with forms, text, bytes and empty responses', () => {
  const scenarios = scenariosOf(featureContract);

  it.each(scenarios)(
    '$operation.id, $name, $status → handlers respond as the mock',
    async ({ operation, request }) => {
      const invalid = { ...request, path: `${request.path}?unknown=1` };
      for (const sent of [request, invalid]) {
        const [mock, handlers] = await Promise.all([toMock(sent), toHandlers(sent)]);
        const found = compare({ operation, request: sent, mock, other: handlers });
        expect(found.filter(({ where }) => where !== 'body /requestId')).toEqual([]);
      }
    },
  );
});

it.each([
  ['a path of no operation', { method: 'get', path: '/no/where' }, 'no handler'],
  ['a GET with a body', { method: 'get', path: '/report', text: '{}' }, 'GET/HEAD'],
])('%s → an error that says why', async (_, request, message) => {
  await expect(toHandlers({ headers: {}, ...request })).rejects.toThrow(message);
});
