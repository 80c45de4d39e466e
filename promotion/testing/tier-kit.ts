/** Tiers and promotions for the tests of gates: services in this process, of a contract with a few operations. */
import { join } from 'node:path';
import type { Contract } from '../../contract/model.ts';
import { type EditedDocument, editedContract } from '../../contract/testing/edited-contract.ts';
import type { WireResponse } from '../../contract-tests/http/forward.ts';
import { startRelay } from '../../contract-tests/testing/start-relay.ts';
import { projectRoot } from '../../lib/project.ts';
import { startTestService, type TestServiceOptions } from '../../server/testing/start-test-service.ts';
import type { Promotion } from '../gates/model.ts';
import type { Build, TierName } from '../model.ts';
import type { Tier } from '../tier.ts';

const fewPaths = ['', '/health', '/version', '/layers', '/releases', '/convert/hfn-to-mfa'];

/** Our contract with six paths, so that a run is short. @param edit changes the document */
export function smallContract(edit?: (document: EditedDocument) => void): Contract {
  return editedContract((document) => {
    const few = fewPaths.map((path) => [`/api/taxonomy${path}`, document.paths[`/api/taxonomy${path}`]]);
    document.paths = Object.fromEntries(few);
    edit?.(document);
  });
}

const contract = smallContract();

export const buildId = 'b'.repeat(64);
export const origin = 'https://app.example';

export interface StartedTier {
  readonly tier: Tier;
  close(): Promise<void>;
}

/** @param change what a proxy in front of the tier does to the headers of each response */
export async function startTier(
  name: TierName,
  options: TestServiceOptions = {},
  change?: (headers: WireResponse['headers']) => WireResponse['headers'],
): Promise<StartedTier> {
  const variables = { CORS_ORIGINS: origin, RATE_LIMIT: '999999999' };
  const service = await startTestService({
    build: { id: buildId },
    ...options,
    environment: { ...variables, ...options.environment },
  });
  const proxy =
    change &&
    (await startRelay(service.url, async (_request, forward) => {
      const response = await forward();
      return { ...response, headers: change(response.headers) };
    }));
  const close = async () => {
    await proxy?.close();
    await service.close();
  };
  const url = proxy?.url ?? service.url;
  return { tier: { name, url, folder: '/nowhere', variables, driver: noDriver }, close };
}

const noDriver: Tier['driver'] = {
  start: () => Promise.reject(new Error('not in this test')),
  switch: () => Promise.reject(new Error('not in this test')),
  stop: () => Promise.reject(new Error('not in this test')),
};

export function promotionOf(source: Tier, more: Partial<Promotion> = {}): Promotion {
  const build: Build = {
    id: buildId,
    contract: contract.version,
    folder: '/nowhere',
    manifest: { files: {}, contract, node: '>=20' },
  };
  return {
    build,
    contract,
    source,
    target: { ...source, name: 'staging' },
    consumers: join(projectRoot, 'consumers'),
    ...more,
  };
}

/** Every cell of the contract: as if a local run had covered them. */
export function everyCell({ operations }: Contract): string[] {
  return operations.flatMap(({ id, responses }) => [...responses.keys()].map((status) => `${id} ${status}`));
}
