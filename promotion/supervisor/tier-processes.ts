/** The processes of one tier: those on the live store by their build, and one on a copy. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StartedServer, startServer } from '../../lib/process.ts';
import type { Environment } from '../../lib/variables.ts';
import type { StoreChoice } from '../driver/model.ts';
import type { Forwarder } from './forwarder.ts';
import type { BuildFolder } from './model.ts';
import { copyStore, removeCopy, variablesOfCopy } from './stores.ts';

type Process = StartedServer<'PORT'>;

export interface TierProcesses {
  start(build: BuildFolder, store: StoreChoice, variables: Environment): Promise<string>;
  switch(build: BuildFolder): Promise<void>;
  stop(what: BuildFolder | 'copy'): Promise<void>;
  close(): Promise<void>;
}

export interface TierSetup {
  /** The folder of the tier. */
  readonly folder: string;
  readonly variables: Environment;
  readonly forwarder: Forwarder;
  /** For people: what happened. */
  say(line: string): void;
}

const restartPauseMs = 200;

export function createTierProcesses({ folder, variables, forwarder, say }: TierSetup): TierProcesses {
  const live = new Map<string, Process>();
  let copy: Process | undefined;
  /** The build that traffic goes to. */
  let current: BuildFolder | undefined;

  const spawn = (build: BuildFolder, more: Environment) =>
    startServer(join(build.folder, 'server/main.js'), ['PORT'], {
      root: build.folder,
      env: definedIn({ ...variables, ...more, METRICS_PORT: undefined, HOST: '127.0.0.1' }),
      log: join(folder, 'log'),
    });
  const startLive = async (build: BuildFolder): Promise<Process> => {
    const started = live.get(build.id) ?? (await spawn(build, {}));
    if (live.get(build.id) === started) return started;
    live.set(build.id, started);
    void started.child.then(() => {
      if (live.get(build.id) !== started) return;
      live.delete(build.id);
      void restart(build);
    });
    return started;
  };
  /** A process that ended by itself is started again, as long as traffic goes to it. */
  const restart = async (build: BuildFolder) => {
    while (current?.id === build.id && !live.has(build.id)) {
      say(`the build ${build.id.slice(0, 12)} has ended and is started again`);
      await switchTo(build).catch((error: Error) => say(error.message));
      await sleep(restartPauseMs);
    }
  };
  const switchTo = async (build: BuildFolder) => {
    const { urls } = await startLive(build);
    current = build;
    forwarder.forwardTo(Number(new URL(urls.PORT).port));
  };
  const stopCopy = async () => {
    await copy?.stop();
    copy = undefined;
  };
  return {
    async start(build, store, more) {
      if (store === 'live') return (await startLive(build)).urls.PORT;
      await stopCopy();
      const own = store === 'copy' ? await copyStore(variables, folder) : variablesOfCopy(variables, folder);
      copy = await spawn(build, { ...own, ...more });
      return copy.urls.PORT;
    },
    switch: switchTo,
    async stop(what) {
      if (what === 'copy') {
        await stopCopy();
        return removeCopy(variables, folder);
      }
      const process = live.get(what.id);
      live.delete(what.id);
      if (current?.id === what.id) {
        current = undefined;
        forwarder.forwardTo(undefined);
      }
      await process?.stop();
    },
    async close() {
      const all = [...live.values(), ...(copy ? [copy] : [])];
      live.clear();
      current = undefined;
      await Promise.all([forwarder.close(), ...all.map((each) => each.stop())]);
    },
  };
}

function definedIn(variables: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
