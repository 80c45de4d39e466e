import { afterEach, describe, expect, it } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { guardedContract } from '../../server/http/authorization/testing/guarded-service.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { createSend } from '../http/send.ts';
import type { Target } from '../model.ts';
import { createPlan } from '../plan.ts';
import { type Credentials, issueCredentials, readCredentials } from '../targets/credentials.ts';
import { mockAt, serverAt } from '../targets/local-targets.ts';
import { startStateServer } from '../targets/state-servers.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of closing.splice(0)) await close();
});

type SecurityRequirements = Parameters<typeof guardedContract>[0];

/** The cases of the guarded operation, by name. */
function casesOn(target: Target, contract: Contract) {
  const operations = contract.operations.filter(({ id }) => id === 'getVersion');
  const { cases, skipped } = createPlan({ ...contract, operations }, target, defaultRelease);
  const isOurs = ({ name }: { name: string }) => /^getVersion › (?:401|403|200 › with(?:out)?) /.test(name);
  return {
    cases: cases.filter(isOurs),
    skipped: skipped.filter(isOurs).map(({ name }) => name.replace('getVersion › ', '')),
  };
}

/** Sends the cases to a server with this security. @returns by name, the failures of each */
async function run(security: SecurityRequirements, served?: SecurityRequirements) {
  const contract = guardedContract(security);
  const servedContract = served ? guardedContract(served) : contract;
  const issued = await issueCredentials(contract);
  const start = async (state?: 'closed') => {
    const server = await startStateServer(servedContract, state, issued.environment);
    closing.push(server);
    return server;
  };
  const server = await start();
  closing.push(issued);
  const target = serverAt(server.url, new Map([['closed', await start('closed')]]), issued.credentials);
  const results: Record<string, string[]> = {};
  for (const { name, request, url, check } of casesOn(target, contract).cases) {
    const failures = check(await createSend(url ?? server.url)(request));
    results[name.replace('getVersion › ', '')] = failures.map(({ where, detail }) => `${where} ${detail}`);
  }
  return results;
}

const tokens = [
  'malformed token',
  'expired token',
  'token that never expires',
  'token of another issuer',
  'token for another audience',
  'unsigned token',
  'token signed with another key',
  'token signed with the public key',
].map((title) => `401 › ${title}`);
const nothing = ['401 › no credentials', '401 › another scheme'];
const off = '403 › no credentials are configured';

// Each test starts two servers.
describe('a server that checks credentials', { timeout: 60_000 }, () => {
  it.each<[SecurityRequirements, string[]]>([
    [[{ publisher: ['a', 'b'] }], [...nothing, ...tokens, off, '403 › token without the scope']],
    [[{ publisher: [] }], [...nothing, ...tokens, off]],
    [[{ clerk: [] }], [...nothing, '401 › wrong clerk', off]],
    [[{ partnerKey: [] }], [...nothing, '401 › wrong partnerKey', off]],
    [[{ 'report-key': [] }], [...nothing, '401 › wrong report-key', off]],
    [
      [{ partnerKey: [] }, { publisher: ['a'] }, { clerk: [] }],
      [
        ...nothing,
        ...tokens,
        '401 › wrong partnerKey',
        '401 › wrong clerk',
        off,
        '403 › token without the scope',
        '200 › with partnerKey',
        '200 › with publisher',
        '200 › with clerk',
      ],
    ],
    [
      [{}, { clerk: [] }],
      ['401 › another scheme', '401 › wrong clerk', off, '200 › with clerk', '200 › without credentials'],
    ],
    [
      [{ 'report-key': [] }, {}],
      ['401 › wrong report-key', off, '200 › with report-key', '200 › without credentials'],
    ],
  ])('%j → these cases, and all pass', async (security, names) => {
    const results = await run(security);
    expect(Object.keys(results)).toEqual(names);
    expect(Object.entries(results).filter(([, failures]) => failures.length > 0)).toEqual([]);
  });
});

describe('a server with other security than the contract says', { timeout: 60_000 }, () => {
  it.each<[given: string, SecurityRequirements, served: SecurityRequirements, failing: string[]]>([
    ['none', [{ partnerKey: [] }], [], [...nothing, '401 › wrong partnerKey', off]],
    ['optional', [{ clerk: [] }], [{}, { clerk: [] }], ['401 › no credentials']],
    ['required', [{}, { clerk: [] }], [{ clerk: [] }], ['200 › without credentials']],
    [
      'another key',
      [{ partnerKey: [] }, { 'report-key': [] }],
      [{ partnerKey: [] }],
      ['200 › with report-key'],
    ],
    ['no scope', [{ publisher: ['a'] }], [{ publisher: [] }], ['403 › token without the scope']],
  ])('%s → these cases fail', async (_, security, served, failing) => {
    const results = await run(security, served);
    const failed = Object.keys(results).filter((name) => results[name]!.length > 0);
    expect(failed).toEqual(expect.arrayContaining(failing));
  });
});

describe('a target that the tests did not start', () => {
  const contract = guardedContract([{ partnerKey: [] }, { publisher: [] }]);
  const remote = { name: 'remote', url: '', servesExamples: false };
  const skippedWith = (credentials: Credentials | undefined) =>
    casesOn({ ...remote, ...(credentials && { credentials }) }, contract).skipped;

  it('no credentials in the environment → what is valid is skipped', () => {
    expect(readCredentials(contract, { CONTRACT_TOKEN: '' })).toBeUndefined();
    expect(skippedWith(undefined)).toEqual(['401 › malformed token', '401 › wrong partnerKey', off]);
  });

  it('credentials in the environment → presented; only what needs a provider state is skipped', () => {
    const environment = { CONTRACT_TOKEN: 'abc', CONTRACT_CREDENTIALS_PARTNER_KEY: 'key' };
    const credentials = readCredentials(contract, environment);
    expect(skippedWith(credentials)).toEqual([off]);
    const { cases } = casesOn({ ...remote, credentials: credentials! }, contract);
    const headersOf = (name: string) => cases.find((one) => one.name.endsWith(name))?.request.headers;
    expect(headersOf('with partnerKey')).toMatchObject({ 'x-partner-key': 'key' });
    expect(headersOf('with publisher')).toMatchObject({ authorization: 'Bearer abc' });
  });
});

it('a mock → wrong credentials are skipped, because it accepts any', () => {
  const contract = guardedContract([{ partnerKey: [] }, { clerk: [] }]);
  const credentials = { secrets: new Map([['partnerKey', 'key']]), rejected: { 'malformed token': 'none' } };
  expect(casesOn(mockAt('', credentials), contract).skipped).toEqual([
    '401 › wrong partnerKey',
    '401 › wrong clerk',
  ]);
});
