// npm run rollback: sends the traffic of a tier back to a build that ran there before.
import { createCommand } from '../lib/command.ts';
import { actor, runToExit, tierArgument } from '../promotion/options.ts';
import { renderEvent } from '../promotion/render.ts';
import { rollBack } from '../promotion/rollback.ts';
import { tiersRoot } from '../promotion/tier.ts';

const command = createCommand('rollback', 'Send the traffic of a tier back to a build that ran there before.')
  .addArgument(tierArgument())
  .argument('<reason>', 'why, for the ledger')
  .option('--to <build>', 'the beginning of its id (default: the build before)')
  .option('--by <name>', 'who rolls back (default: GITHUB_ACTOR)')
  .addHelpText(
    'after',
    `
The tier keeps its last three builds. It is held afterwards, until
npm run promote -- --release-hold TIER "reason".

Exit code: 0 rolled back, 1 refused, 2 wrong usage, 3 unreachable.`,
  )
  .parse();
const [tier, reason] = command.processedArgs;
const { to, by } = command.opts<{ to?: string; by?: string }>();
const who = actor(by, process.env);
if (tier === 'production' && !who) command.error('error: who rolls production back? Add --by');

await runToExit(async () => {
  const tell = (event: Parameters<typeof renderEvent>[0]) => console.log(renderEvent(event));
  const live = await rollBack(tiersRoot(process.env), { tier, reason, by: who ?? 'nobody named' }, tell, to);
  console.log(`${tier} serves ${live.id.slice(0, 12)} and is held.`);
  return 0;
});
