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
  const spawn = (build: BuildFolder, more: Environment) =>
    startServer(join(build.folder, 'server/main.js'), ['PORT'], {
      root: build.folder,
      env: definedIn({ ...variables, ...more, METRICS_PORT: undefined, HOST: '127.0.0.1' }),
      log: join(folder, 'log'),
    });
  const live = createLiveProcesses((build) => spawn(build, {}), forwarder, say);
  let copy: Process | undefined;
  const stopCopy = async () => {
    await copy?.stop();
    copy = undefined;
  };
  return {
    async start(build, store, more) {
      if (store === 'live') return (await live.start(build)).urls.PORT;
      await stopCopy();
      const own = store === 'copy' ? await copyStore(variables, folder) : variablesOfCopy(variables, folder);
      copy = await spawn(build, { ...own, ...more });
      return copy.urls.PORT;
    },
    switch: live.switch,
    async stop(what) {
      if (what !== 'copy') return live.stop(what);
      await stopCopy();
      await removeCopy(variables, folder);
    },
    async close() {
      await Promise.all([forwarder.close(), live.close(), stopCopy()]);
    },
  };
}

/** Those on the live store. Traffic goes to one of them. */
function createLiveProcesses(
  spawn: (build: BuildFolder) => Promise<Process>,
  forwarder: Forwarder,
  say: TierSetup['say'],
) {
  const live = new Map<string, Promise<Process>>();
  let current: BuildFolder | undefined;

  /** A build that two orders need at once is started once. */
  const start = (build: BuildFolder): Promise<Process> => {
    const known = live.get(build.id);
    if (known) return known;
    const started = spawn(build);
    live.set(build.id, started);
    const forget = () => live.get(build.id) === started && live.delete(build.id);
    started.then(async ({ child }) => {
      await child;
      if (forget()) await restart(build);
    }, forget);
    return started;
  };
  /** A process that ended by itself is started again, as long as traffic goes to it. */
  const restart = async (build: BuildFolder) => {
    while (current?.id === build.id && !live.has(build.id)) {
      say(`the build ${build.id.slice(0, 12)} has ended and is started again`);
      const started = await start(build).catch((error: Error) => say(error.message));
      // Traffic may have been switched in the meantime.
      if (started && current?.id === build.id) forwarder.forwardTo(portOf(started));
      await sleep(restartPauseMs);
    }
  };
  return {
    start,
    async switch(build: BuildFolder) {
      const started = await start(build);
      current = build;
      forwarder.forwardTo(portOf(started));
    },
    async stop({ id }: BuildFolder) {
      const started = live.get(id);
      live.delete(id);
      if (current?.id === id) {
        current = undefined;
        forwarder.forwardTo(undefined);
      }
      await (await started)?.stop();
    },
    async close() {
      current = undefined;
      const all = await Promise.allSettled(live.values());
      live.clear();
      await Promise.all(all.map((each) => (each.status === 'fulfilled' ? each.value.stop() : undefined)));
    },
  };
}

function portOf({ urls }: Process): number {
  return Number(new URL(urls.PORT).port);
}

function definedIn(variables: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
