// npm run promote: asks the gates of a tier, and moves a build there when all of them pass.
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { createCommand } from '../lib/command.ts';
import { projectRoot } from '../lib/project.ts';
import { actor, readSigningKey, runToExit, tierArgument } from '../promotion/options.ts';
import { tiersRoot } from '../promotion/tier.ts';

interface Options {
  readonly build?: string;
  readonly first?: true;
  readonly acceptBreaking?: string;
  readonly dryRun?: true;
  readonly by?: string;
  readonly watch: number;
  readonly consumers?: string;
  readonly releaseHold?: true;
  readonly json?: true;
}

const command = createCommand('promote', 'Move a build to a tier, when every gate passes.')
  .addArgument(tierArgument())
  .argument('[reason]', 'with --release-hold: why the tier may be promoted to again')
  .option('--build <folder>', 'default: dist for dev, else what the tier before runs')
  .option('--first', 'the tier is empty: there is nothing to compare with')
  .option('--accept-breaking <reason>', 'clients of the deployed contract may break')
  .option('--dry-run', 'ask the gates, start and write nothing')
  .option('--by <name>', 'who promotes (default: GITHUB_ACTOR)')
  .option('--watch <seconds>', 'how long to watch the tier after the switch', readSeconds, 30)
  .option('--consumers <folder>', 'the recorded uses (default: consumers/)')
  .option('--release-hold', 'end the hold that follows a rollback')
  .option('--json', 'print the report as JSON to stdout, and the rest to stderr')
  .addHelpText(
    'after',
    `
TIERS_DIR is the folder of the tiers, by default .tiers. PROMOTION_KEY_FILE is
the ed25519 key that signs the evidence.

Exit code: 0 promoted, 1 refused or rolled back, 2 wrong usage, 3 unreachable.`,
  )
  .parse();
const [tier, reason] = command.processedArgs;
const options = command.opts<Options>();
const root = tiersRoot(process.env);
const by = actor(options.by, process.env);
if (options.releaseHold && !reason) command.error('error: --release-hold needs a reason in quotes');
if (!options.releaseHold && reason) command.error('error: a reason is for --release-hold');
if (tier === 'production' && !by) command.error('error: who promotes to production? Add --by');
const who = by ?? 'nobody named';

await runToExit(async () => {
  if (options.releaseHold) {
    const { releaseHold } = await import('../promotion/rollback.ts');
    await releaseHold(root, { tier, reason, by: who });
    console.log(`${tier} is not held any more.`);
    return 0;
  }
  const key = readSigningKey(root, process.env);
  if (tier === 'production' && key.kind === 'none')
    throw new Error('Evidence for production has to be signed. Set PROMOTION_KEY_FILE.');
  const { promote } = await import('../promotion/promote.ts');
  const { renderEvent, renderReport } = await import('../promotion/render.ts');
  const { json, consumers = join(projectRoot, 'consumers'), acceptBreaking, watch } = options;
  const build = options.build ?? (tier === 'dev' ? join(projectRoot, 'dist') : undefined);
  const output = json ? process.stderr : process.stdout;
  const clear = output.isTTY ? '\r\x1b[K' : '';
  const print = (text: string) => output.write(`${clear}${text}\n`);
  const report = await promote(
    root,
    {
      tier,
      ...(build !== undefined && { build }),
      consumers,
      by: who,
      key,
      first: options.first === true,
      dryRun: options.dryRun === true,
      watchMs: watch * 1000,
      ...(acceptBreaking !== undefined && { acceptBreaking }),
    },
    (event) => {
      const text = renderEvent(event);
      if (text !== undefined) print(text);
      else if (output.isTTY && event.kind === 'gate') output.write(`${clear}  ${event.gate} …`);
    },
  );
  print(renderReport(report));
  if (json) console.log(JSON.stringify(report, null, 2));
  return ['promoted', 'would be promoted'].includes(report.outcome) ? 0 : 1;
});

function readSeconds(value: string): number {
  if (!/^\d{1,4}$/.test(value))
    throw new InvalidArgumentError('It has to be a number of seconds, 9999 at most.');
  return Number(value);
}
