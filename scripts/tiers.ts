// npm run tiers: dev, staging and production on this machine, for rehearsals.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { execa } from 'execa';
import { createCommand } from '../lib/command.ts';
import { endWithNpm } from '../lib/end-with-npm.ts';
import { projectRoot } from '../lib/project.ts';
import { runToExit } from '../promotion/options.ts';
import { prepareTiers } from '../promotion/supervisor/prepare.ts';
import { startSupervisor } from '../promotion/supervisor/supervisor.ts';
import { readTiers, tiersRoot } from '../promotion/tier.ts';
import { readRecord } from '../promotion/tier-record.ts';

const { port } = createCommand(
  'tiers',
  'Start dev, staging and production on this machine, from built output.',
)
  .option('--port <number>', 'the port of dev; the others have the next ones', readPort, 3100)
  .addHelpText(
    'after',
    `
Each tier has a store, keys and origins of its own in .tiers (or TIERS_DIR), and
keeps its port while builds come and go. Without a build at dev, dist/ is
promoted there, and made before when it is missing.`,
  )
  .parse()
  .opts<{ port: number }>();

const root = tiersRoot(process.env);
await runToExit(async () => {
  prepareTiers(root, port);
  const supervisor = await startSupervisor(root, (line) => console.log(line));
  const stop = async () => {
    await supervisor.close();
    process.exit(process.exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  endWithNpm(stop);
  const tiers = readTiers(root);
  if (!readRecord(tiers.dev.folder).live && !(await startDev())) {
    await stop();
    return 1;
  }
  for (const { name, url, folder } of Object.values(tiers)) {
    const { live } = readRecord(folder);
    const next = `empty: npm run promote -- ${name} --first${name === 'production' ? ' --by NAME' : ''}`;
    console.log(`  ${name.padEnd(10)}  ${url}  ${live ? live.id.slice(0, 12) : next}`);
  }
  console.log('\nAll of them side by side: npm run status');
  return 0;
});

/** @returns whether dev runs a build */
async function startDev(): Promise<boolean> {
  const dist = join(projectRoot, 'dist');
  const run = async (script: string, ...args: string[]) => {
    const command = ['--import', 'tsx', join('scripts', script), ...args];
    const { exitCode } = await execa(process.execPath, command, {
      cwd: projectRoot,
      stdio: 'inherit',
      reject: false,
    });
    return exitCode === 0;
  };
  if (!existsSync(dist) && !(await run('build.ts'))) return false;
  return run('promote.ts', 'dev', '--first', '--watch', '1');
}

function readPort(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_533)
    throw new InvalidArgumentError('It has to be a port below 65534.');
  return Number(value);
}
