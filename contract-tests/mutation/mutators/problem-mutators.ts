/** Problems that are wrong, or that reveal internals of the server. */
import { isObject } from '../../../contract/json.ts';
import type { Mutators } from '../mutant.ts';
import { jsonOf, withJson } from '../wire-response.ts';
import type { Change, Mutator } from './at-locations.ts';

const STACK = 'TypeError: node is undefined\n    at findNode (/srv/api/tree.ts:12:3)';
const SQL = "SELECT body FROM releases WHERE version = '1.2.3': no such table";

export const problemMutators: Mutators = {
  'problem without type': member('type', () => undefined),
  'type of another problem': member('type', (type) =>
    type === '/problems/internal' ? '/problems/not-found' : '/problems/internal',
  ),
  'title of another problem': member('title', () => 'Something else'),
  'status of another problem': member('status', (status) => Number(status) + 1),
  'stack in a problem': member('detail', () => STACK),
  'file in a problem': member('detail', (detail) => `${detail} See /srv/api/server/app.ts.`),
  'SQL in a problem': member('detail', () => SQL),
  'request id of another request': member('requestId', () => 'another-request'),
  'instance of another request': member('instance', () => '/elsewhere'),
};

function member(name: string, change: Change): Mutator {
  return ({ response }) => {
    if (response.headers['content-type'] !== 'application/problem+json') return [];
    const problem = jsonOf(response);
    if (!isObject(problem) || !Object.hasOwn(problem, name)) return [];
    return [{ where: `/${name}`, apply: (live) => withJson(live, [name], change) }];
  };
}
