import type { Operation } from '../../contract/model.ts';
import { expandPath } from '../../contract/paths.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import type { components } from '../../generated/api.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { CheckingClient } from './checking-client.ts';

type ReleaseList = components['schemas']['ReleaseList'];

/** Every path at which a GET operation has something: a fault may show in one category alone. */
export async function everyPath(
  client: CheckingClient,
  operation: Operation,
  isMock: boolean,
): Promise<string[]> {
  const isPlain = operation.parameters.every(
    ({ in: location, required }) => location === 'header' || !required,
  );
  if (isPlain) return [operation.path];
  if (isMock) return scenarioPaths(operation);
  if (operation.path.includes('{version}')) return releasePaths(client, operation);
  return pathsIn(await client.tree(), operation);
}

/** The newest and the oldest: all that lie between are read from the same place. */
async function releasePaths({ read }: CheckingClient, { path }: Operation): Promise<string[]> {
  const { releases } = await read<ReleaseList>('listReleases');
  const versions = [releases.at(0), releases.at(-1)].flatMap((release) => release?.version ?? []);
  return [...new Set(versions)].map((version) => expandPath(path, { version }));
}

function scenarioPaths(operation: Operation): string[] {
  return completeScenarios(operation)
    .filter(({ status }) => status === 200)
    .map(({ request }) => request.path);
}

function pathsIn({ layers, version }: Release, { path }: Operation): string[] {
  if (!path.includes('{')) return [`${path}?since=${version}`];
  const paths = layers.flatMap((layer) =>
    path.includes('{category}')
      ? layer.categories.map(({ code }) => expandPath(path, { layer: layer.code, category: code }))
      : [expandPath(path, { layer: layer.code })],
  );
  return paths;
}
