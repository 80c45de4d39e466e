/** A tier that is driven by three commands of the operator, such as those of deploy/systemd. */
import { execa } from 'execa';
import type { Environment } from '../../lib/variables.ts';
import type { Build, TierName } from '../model.ts';
import type { Driver, StartOptions } from './model.ts';

export interface DriverCommands {
  readonly start: string;
  readonly switch: string;
  readonly stop: string;
}

const timeoutMs = 120_000;

/**
 * Runs each command in a shell, with variables that say what to do: TIER, BUILD (the id) and BUILD_FOLDER. `start` gets
 * STORE (live, copy or "same copy") and the variables that replace those of the tier, and prints the URL in its last
 * line. `stop` gets BUILD, or STORE=copy.
 */
export function createCommandDriver(tier: TierName, commands: DriverCommands): Driver {
  const run = async (name: keyof DriverCommands, variables: Environment) => {
    const { failed, stdout, stderr, timedOut } = await execa('sh', ['-c', commands[name]], {
      env: { TIER: tier, ...variables },
      reject: false,
      timeout: timeoutMs,
    });
    if (!failed) return stdout;
    const reason = timedOut ? `it takes longer than ${timeoutMs / 1000} seconds` : stderr.trim();
    throw new Error(`The command "${name}" of the tier ${tier} failed: ${reason || 'it printed no reason'}.`);
  };
  const named = ({ id, folder }: Build) => ({ BUILD: id, BUILD_FOLDER: folder });
  return {
    async start(build, { store, variables }: StartOptions) {
      const url =
        (await run('start', { ...variables, ...named(build), STORE: store })).split('\n').at(-1) ?? '';
      if (URL.canParse(url)) return url.replace(/\/$/, '');
      throw new Error(`The command "start" of the tier ${tier} printed "${url}" where a URL was expected.`);
    },
    switch: async (build) => void (await run('switch', named(build))),
    stop: async (what) => void (await run('stop', what === 'copy' ? { STORE: 'copy' } : named(what))),
  };
}
