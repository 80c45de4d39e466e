import { execa, execaSync } from 'execa';
import { freePort } from '../../../lib/ports.ts';
import { answers } from '../../../lib/reach.ts';
import { createTemporaryFolder, removeFolder } from '../../../lib/temporary-folder.ts';
import { until } from '../../../lib/until.ts';
import type { Engine, Tab } from './model.ts';

const programs = ['WebKitWebDriver', 'xvfb-run'].map((name) => `command -v ${name} > /dev/null`);
const miniBrowser = 'dpkg -L libwebkit2gtk-4.1-0 | grep MiniBrowser$';
/** Its path, where everything is installed that it needs. */
const findMiniBrowser = () =>
  execaSync('sh', ['-c', [...programs, miniBrowser].join(' && ')], { reject: false }).stdout;

/** Its profile is a private one, which ends with the browser. */
export const webkit: Engine = {
  name: 'WebKit',
  missing: () => (findMiniBrowser() ? undefined : 'WebKit is not installed (webkit2gtk-driver and xvfb)'),
  async start() {
    const url = `http://127.0.0.1:${await freePort()}`;
    const home = createTemporaryFolder();
    const child = execa('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${new URL(url).port}`], {
      detached: true,
      reject: false,
      stdio: 'ignore',
      env: { HOME: home },
    });
    // It leads a group of processes.
    const killAll = () => process.kill(-(child.pid ?? 0), 'SIGKILL');
    process.once('exit', killAll);
    const end = async () => {
      killAll();
      process.off('exit', killAll);
      await child;
      removeFolder(home);
    };
    const timedOut = () => new Error('WebKitWebDriver does not respond');
    await until(() => answers(`${url}/status`), { timeoutMs: 60_000, timedOut });
    const session = await startSession(`${url}/session`);
    return { open: await createOpen(session), close: end, kill: end };
  },
};

type Send = <Value>(method: string, path: string, body?: object) => Promise<Value>;

/** WebDriver (W3C): one request a command, and its result in `value`. */
async function startSession(url: string): Promise<Send> {
  const send = async <Value>(method: string, address: string, body?: object): Promise<Value> => {
    const response = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${address}: ${JSON.stringify(value)}`);
    return value;
  };
  const options = { binary: findMiniBrowser(), args: ['--automation'] };
  const alwaysMatch = { 'webkitgtk:browserOptions': options, timeouts: { script: 120_000 } };
  const { sessionId } = await send<{ sessionId: string }>('POST', url, { capabilities: { alwaysMatch } });
  return (method, path, body) => send(method, `${url}/${sessionId}${path}`, body);
}

async function createOpen(session: Send): Promise<(url: string) => Promise<Tab>> {
  // The session ends with its last window, so the first one stays open.
  const first = await session<string>('GET', '/window');
  let isFirstFree = true;
  // One window at a time gets commands.
  let last: Promise<unknown> = Promise.resolve();
  const inTab = <Value>(handle: string, method: string, path: string, body?: object): Promise<Value> => {
    const sent = last
      .then(() => session('POST', '/window', { handle }))
      .then(() => session<Value>(method, path, body));
    last = sent.catch(() => {});
    return sent;
  };
  const openWindow = () => session<{ handle: string }>('POST', '/window/new', { type: 'tab' });
  return async (url) => {
    const handle = isFirstFree ? first : (await openWindow()).handle;
    isFirstFree &&= handle !== first;
    const go = (next: string) => inTab<void>(handle, 'POST', '/url', { url: next });
    await go(url);
    return {
      go,
      async run(body) {
        // What WebDriver makes of a value has null where JSON has nothing.
        const script = `const done = arguments[0];
          (async () => { ${body} })().then((value) => done([JSON.stringify(value)]), (error) => done(String(error)))`;
        const sent = inTab<[string | null] | string>(handle, 'POST', '/execute/async', { script, args: [] });
        const result = await sent;
        if (typeof result === 'string') throw new Error(result);
        return result[0] === null ? undefined : JSON.parse(result[0]);
      },
      async close() {
        if (handle !== first) return inTab(handle, 'DELETE', '/window');
        await go('about:blank');
        isFirstFree = true;
      },
    };
  };
}
