import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node';

// A thread keeps what tests leave behind: listeners of the process, connections.
const longestUse = 100;

/**
 * Threads that outlive a run of vitest. Vitest starts one for each mutant, and loading Prism or Express anew took most
 * of the time. The packages in node_modules stay loaded; with `isolate`, our own modules are loaded anew for each file of
 * tests, so that a mutant leaves nothing behind in them.
 */
export function keptThreads(): PoolRunnerInitializer {
  const idle: Thread[] = [];
  return { name: 'kept threads', createPoolWorker: (options) => createPoolWorker(options, idle) };
}

interface Thread {
  readonly worker: Worker;
  /** Such as `node` or `happy-dom`: set up once, when the thread starts. */
  readonly environment: string;
  uses: number;
}

function createPoolWorker(options: PoolOptions, idle: Thread[]): PoolWorker {
  const environment = options.environment.name;
  const listeners: [string, (value: unknown) => void][] = [];
  let thread: Thread | undefined;
  let config: unknown;
  let isSetAside = false;
  const used = () => {
    if (!thread) throw new Error('The thread is not started.');
    return thread;
  };
  const answer = (type: 'started' | 'stopped') => {
    for (const [event, listener] of listeners)
      if (event === 'message') listener({ type, __vitest_worker_response__: true });
  };
  // At once, not in `stop`: vitest starts the next file before.
  const setAside = (current: Thread) => {
    for (const [event, listener] of listeners) current.worker.off(event, listener);
    current.worker.unref();
    idle.push(current);
    isSetAside = true;
  };
  return {
    name: 'kept threads',
    async start() {
      const index = idle.findLastIndex((one) => one.environment === environment);
      thread = idle.splice(index, index < 0 ? 0 : 1)[0] ?? {
        worker: startThread(options),
        environment,
        uses: 0,
      };
      thread.worker.ref();
    },
    on(event, listener) {
      listeners.push([event, listener]);
      used().worker.on(event, listener);
    },
    off(event, listener) {
      used().worker.off(event, listener);
    },
    send(message: WorkerRequest) {
      const current = used();
      if (message.type === 'start') {
        config = message.context.config;
        if (current.uses > 0) return answer('started');
      }
      if (message.type === 'stop' && current.uses < longestUse) {
        answer('stopped');
        return setAside(current);
      }
      if (message.type !== 'run') return current.worker.postMessage(message);
      current.uses += 1;
      // A thread reads the configuration when it starts. Which tests are to run differs from mutant to mutant.
      current.worker.postMessage({ ...message, context: { ...message.context, config } });
    },
    deserialize: (data) => data,
    async stop() {
      if (!isSetAside) await used().worker.terminate();
    },
  };
}

function startThread({ distPath, env, execArgv }: PoolOptions): Worker {
  const worker = new Worker(resolve(distPath, 'workers/threads.js'), {
    env: env as NodeJS.ProcessEnv,
    execArgv,
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}
