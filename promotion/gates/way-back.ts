import { issueCredentials } from '../../contract-tests/targets/credentials.ts';
import { askHealth } from '../ask-tier.ts';
import { buildFolder, openBuild } from '../builds.ts';
import { publishSomething } from '../use-build.ts';
import { judge, testContract } from './contract-runs.ts';
import { refuse } from './finding.ts';
import type { Gate } from './model.ts';
import { deployedIn } from './required.ts';

/** A rollback starts the old build on a store that the new one has written to. */
export const wayBack: Gate = {
  id: 'way-back',
  condition: 'the old build works on a store that this build has opened and published into',
  timeoutMs: 300_000,
  async run(promotion) {
    const { build, target, contract } = promotion;
    const deployed = deployedIn(promotion);
    const { driver, folder, variables } = target;
    const { environment, credentials, close } = await issueCredentials(contract);
    const more = { ...environment, RATE_LIMIT: '999999999' };
    const remedy =
      'Split the change of the store: first a build that can read both, and later the one that needs it.';
    try {
      const url = await driver.start(build, { store: 'copy', variables: more });
      const published = await publishSomething(build, url, credentials.token ?? '');
      const old = openBuild(buildFolder(folder, deployed.build.id));
      const started = await driver
        .start(old, { store: 'same copy', variables: more })
        .catch((error: Error) => error);
      if (started instanceof Error)
        return refuse(
          [`the build ${old.id.slice(0, 12)} does not start any more: ${started.message}`],
          remedy,
        );
      const { status, version } = await askHealth(started, deployed.contract);
      if (status !== 'healthy' || version !== published)
        return refuse([`the old build is ${status} and serves ${version}, not ${published}`], remedy);
      const report = await testContract(deployed.contract, started, { credentials, variables });
      const finding = judge(
        report,
        `on the build ${old.id.slice(0, 12)} after ${published} was published`,
        remedy,
      );
      return finding;
    } finally {
      await driver.stop('copy');
      await close();
    }
  },
};
