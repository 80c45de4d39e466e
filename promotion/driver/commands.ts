/** A tier that is driven by three commands of the operator, such as those of deploy/systemd. */
import { execa } from 'execa';
import { projectRoot } from '../../lib/project.ts';
import type { Environment } from '../../lib/variables.ts';
import type { Build, TierName } from '../model.ts';
import type { Driver } from './model.ts';

export interface DriverCommands {
  readonly start: string;
  readonly switch: string;
  readonly stop: string;
}

const timeoutMs = 120_000;
// A variable of the same name in the shell of an operator is no order.
const notSaid = { BUILD: undefined, BUILD_FOLDER: undefined, STORE: undefined, VARIABLES: undefined };

/**
 * Runs each command in a shell, in the folder of the project, with variables that say what to do: TIER, BUILD (the id)
 * and BUILD_FOLDER. `start` also gets STORE (live, copy or "same copy"), the variables that replace those of the tier,
 * and VARIABLES, which has their names with spaces between; it prints the URL in its last line. `stop` gets BUILD and
 * BUILD_FOLDER, or STORE=copy. A command that fails says why in the last line of its stderr.
 */
export function createCommandDriver(tier: TierName, commands: DriverCommands): Driver {
  const run = async (name: keyof DriverCommands, variables: Environment): Promise<string> => {
    const env = { ...notSaid, ...variables, TIER: tier };
    // A group of processes of its own: what the command has started ends with it, and holds no output open.
    const options = { cwd: projectRoot, env, detached: true, stdin: 'ignore', reject: false } as const;
    const child = execa('sh', ['-c', commands[name]], options);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, timeoutMs);
    const { failed, stdout, stderr, exitCode, signal } = await child.finally(() => clearTimeout(timer));
    if (!failed) return stdout;
    const said = timedOut
      ? `it takes longer than ${timeoutMs / 1000} seconds`
      : stderr.trim().split('\n').at(-1);
    const reason = said || `it printed no reason, ${signal ?? `exit code ${exitCode}`}`;
    throw new Error(`The command "${name}" of the tier ${tier} failed: ${reason.replace(/\.$/, '')}.`);
  };
  const named = ({ id, folder }: Build) => ({ BUILD: id, BUILD_FOLDER: folder });
  return {
    async start(build, { store, variables = {} }) {
      const names = Object.keys(variables).filter((name) => variables[name] !== undefined);
      const order = { ...named(build), STORE: store, VARIABLES: names.join(' ') };
      const url = (await run('start', { ...variables, ...order })).split('\n').at(-1) ?? '';
      if (/^https?:/.test(url) && URL.canParse(url)) return url.replace(/\/$/, '');
      throw new Error(`The command "start" of the tier ${tier} printed "${url}" where a URL was expected.`);
    },
    switch: async (build) => void (await run('switch', named(build))),
    stop: async (what) => void (await run('stop', what === 'copy' ? { STORE: 'copy' } : named(what))),
  };
}
