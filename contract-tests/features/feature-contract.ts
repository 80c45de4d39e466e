/** The contract of this project with the operations of some features, generated from its sources. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleContract, sourceFolders } from '../../contract/authoring/bundle.ts';
import { parseContract } from '../../contract/contract.ts';
import type { Contract } from '../../contract/model.ts';
import { projectRoot } from '../../lib/project.ts';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';
import type { FeatureSources } from './model.ts';
import { writeSources } from './write-sources.ts';

/** @throws ContractError when generating refuses one of them */
export async function createFeatureContract(sources: FeatureSources): Promise<Contract> {
  const root = createTemporaryFolder();
  try {
    for (const folder of sourceFolders)
      await cp(join(projectRoot, folder), join(root, folder), { recursive: true });
    await writeSources(root, sources);
    return parseContract(JSON.stringify(await bundleContract(root)));
  } finally {
    removeFolder(root);
  }
}
