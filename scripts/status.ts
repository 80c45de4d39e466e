// npm run status: what runs at dev, staging and production, side by side.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';
import { readConsumers } from '../promotion/consumers.ts';
import { runToExit } from '../promotion/options.ts';
import { compareTiers, frontEndsAt } from '../promotion/status/compare.ts';
import { readStatus } from '../promotion/status/read-status.ts';
import { renderStatus } from '../promotion/status/render.ts';
import { tiersRoot } from '../promotion/tier.ts';

const pauseMs = 2000;

const { watch, json } = createCommand(
  'status',
  'Show what runs at dev, staging and production, side by side.',
)
  .option('--watch', 'show it again every two seconds')
  .option('--json', 'print it as JSON to stdout')
  .addHelpText('after', '\nExit code: 0 every tier with a build is reachable and as recorded, 1 one is not.')
  .parse()
  .opts<{ watch?: true; json?: true }>();

await runToExit(async () => {
  for (;;) {
    const read = await readStatus(tiersRoot(process.env));
    const differences = read.slice(1).flatMap((tier, index) => {
      const before = read[index];
      return before ? compareTiers(before, tier) : [];
    });
    const uses = readConsumers(join(projectRoot, 'consumers'));
    const frontEnds = read.flatMap(({ status: { tier } }) =>
      frontEndsAt(tier, uses).map((name) => `${name} runs at ${tier}`),
    );
    const all = read.map(({ status }) => status);
    const lines = [...differences, ...frontEnds];
    if (json) console.log(JSON.stringify({ tiers: all, differences: lines }, null, 2));
    else console.log(`${watch ? '\x1b[2J\x1b[H' : ''}${renderStatus(all, lines)}`);
    const isWrong = all.some(({ unreachable, warnings }) => unreachable !== undefined || warnings.length > 0);
    if (!watch) return isWrong ? 1 : 0;
    await sleep(pauseMs);
  }
});
