/** Stands in for systemd where it does not run: starts and stops processes as the unit in deploy/systemd says. */
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import { execa } from 'execa';
import { afterEach, beforeEach } from 'vitest';
import { linesOf, type NodeProcess, neutralEnvironment, startNode, stopAll } from '../../lib/process.ts';
import { projectRoot } from '../../lib/project.ts';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';

const unitFile = readFileSync(join(projectRoot, 'deploy/systemd/taxonomy@.service'), 'utf8');

export interface Systemd {
  /** In place of /var/lib/taxonomy. The variables of a tier are in `<tier>.env` there. */
  readonly home: string;
  /** Runs a command of the driver, as promotion/driver/commands.ts does. */
  driver(command: string, variables: Readonly<Record<string, string>>): Promise<Ended>;
  /** The units that run. */
  running(): string[];
  /** The machine ends: so do all processes, without the driver. */
  stopAll(): Promise<void>;
}

export interface Ended {
  readonly exitCode: number | undefined;
  /** The last line of stdout, or of stderr after a failure. */
  readonly line: string | undefined;
}

/** One for each test of a file. */
export function useSystemd(): () => Systemd {
  let current: (Systemd & { close(): Promise<void> }) | undefined;
  beforeEach(async () => {
    current = await startStandIn();
  });
  afterEach(() => current?.close());
  return () => current!;
}

async function startStandIn(): Promise<Systemd & { close(): Promise<void> }> {
  const home = createTemporaryFolder();
  const socket = join(home, 'systemd');
  const processes = createProcesses(home);
  const server = createServer(async (request, response) => {
    const [program = '', ...args] = (await text(request)).split(' ');
    await processes.run(program, args).then(
      (printed) => response.end(printed),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await once(server.listen(socket), 'listening');
  const programs = join(home, 'programs');
  mkdirSync(programs);
  const ask = `#!/bin/sh
printed=$(curl --silent --fail-with-body --unix-socket ${socket} --data "\${0##*/} $*" http://systemd/) && echo "$printed" && exit
echo "$printed" >&2
exit 1
`;
  for (const name of ['systemctl', 'journalctl']) writeFileSync(join(programs, name), ask, { mode: 0o755 });
  const env = {
    PATH: `${programs}:${process.env.PATH}`,
    TAXONOMY_HOME: home,
    TAXONOMY_ETC: home,
    NGINX_PID_FILE: join(home, 'nginx.pid'),
  };
  return {
    home,
    async driver(command, variables) {
      const run = await execa(join(projectRoot, 'deploy/systemd/driver'), [command], {
        env: { ...env, ...variables },
        reject: false,
      });
      const { exitCode, stdout, stderr } = run;
      return { exitCode, line: (exitCode === 0 ? stdout : stderr).split('\n').at(-1) };
    },
    running: () => processes.running(),
    stopAll: () => processes.stopAll(),
    async close() {
      await processes.stopAll();
      server.close();
      server.closeAllConnections();
      removeFolder(home);
    },
  };
}

function createProcesses(home: string) {
  const started = new Map<string, NodeProcess>();
  const journal = new Map<string, readonly string[]>();
  const isRunning = (child: NodeProcess | undefined) => child?.exitCode === null && child.signalCode === null;
  const start = (unit: string) => {
    if (isRunning(started.get(unit))) return;
    const [, instance = ''] = /^taxonomy@(.*)\.service$/.exec(unit) ?? [];
    const said = unitFile.replaceAll('%i', instance).replaceAll('/var/lib/taxonomy', home);
    const values = (key: string) =>
      [...said.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
    const files = values('EnvironmentFile').map((file) => parseEnv(readFileSync(file, 'utf8')));
    const [, script = ''] = /^\/usr\/bin\/node (\S+)$/.exec(values('ExecStart')[0] ?? '') ?? [];
    const child = startNode([script], {
      root: values('WorkingDirectory')[0]!,
      env: Object.assign(neutralEnvironment(), ...files),
      stdio: ['ignore', 'ignore', 'pipe'],
      patienceMs: Number(values('TimeoutStopSec')[0]) * 1000,
    });
    linesOf(child.stderr, (line) => journal.set(unit, [...(journal.get(unit) ?? []), line]));
    started.set(unit, child);
  };
  const stop = async (unit: string) => {
    const child = started.get(unit);
    if (child && isRunning(child)) await stopAll([child]);
    started.delete(unit);
  };
  return {
    async run(program: string, args: readonly string[]): Promise<string> {
      const unit = args.at(-1) ?? '';
      if (program === 'journalctl') return (journal.get(unit.replace('_SYSTEMD_UNIT=', '')) ?? []).join('\n');
      if (args[0] === 'start') start(unit);
      else if (args[0] === 'stop') await stop(unit);
      else if (args[0] === 'show') return isRunning(started.get(unit)) ? 'active' : 'inactive';
      else if (args.join(' ') === 'reload nginx.service')
        process.kill(Number(readFileSync(join(home, 'nginx.pid'), 'utf8')), 'SIGHUP');
      else throw new Error(`Unknown operation ${args.join(' ')}`);
      return '';
    },
    running: () => [...started].filter(([, child]) => isRunning(child)).map(([unit]) => unit),
    stopAll: () => Promise.all([...started.keys()].map(stop)).then(() => {}),
  };
}
