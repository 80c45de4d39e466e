import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import { listen } from '../http/listen.ts';
import { describeIdentity, readIdentity, servesExamples } from './identity.ts';

const ours = readContract();
const other = 'f'.repeat(64);

it.each([
  ['the same contract', { version: '1.2.0', checksum: ours.checksum }, 'same'],
  ['a lower version', { version: '1.1.9', checksum: other }, 'older'],
  ['the same version with other bytes', { version: ours.version, checksum: other }, 'another'],
  ['a higher minor version', { version: '1.99.0', checksum: other }, 'newer'],
  ['a higher major version', { version: '9.0.0', checksum: other }, 'breaking'],
  ['no version at all', { version: 'latest', checksum: other }, 'another'],
  ['no checksum', { version: '1.2.0' }, 'unknown'],
])('a target with %s → %s', async (_, contract, relation) => {
  const identity = await identityOf(JSON.stringify({ version: '3.0.0', contract }));
  expect(identity).toMatchObject({ version: '3.0.0', relation });
  expect(describeIdentity(identity, ours)).toMatch(/^The target .+\.$/);
});

it('a response that is not JSON → unknown', async () => {
  expect(await identityOf('<html>')).toEqual({
    version: null,
    checksum: null,
    build: null,
    contract: null,
    relation: 'unknown',
  });
});

it('a target that was built → its build, without what the contract does not name', async () => {
  const build = { id: 'ab', commit: 'cd', host: 'x' };
  expect((await identityOf(JSON.stringify({ build }))).build).toEqual({ id: 'ab', commit: 'cd' });
});

const examples = { version: '1.0.0', checksum: 'aa' };
it.each<[string, object, boolean]>([
  ['version and checksum of the example', examples, true],
  ['another version', { ...examples, version: '2.0.0' }, false],
  ['another checksum', { ...examples, checksum: 'bb' }, false],
  ['neither', {}, false],
])('a target that reports %s → serves the examples: %s', async (_, reported, want) => {
  expect(servesExamples(toyContract, await identityOf(JSON.stringify(reported)))).toBe(want);
});

async function identityOf(body: string) {
  const { url, close } = await listen(createServer((_, response) => response.end(body)));
  return readIdentity(ours, url).finally(close);
}
