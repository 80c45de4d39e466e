import { createRequire } from 'node:module';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { fetchPackages } from '../../../lib/fetch-packages.ts';
import { createTemporaryFolder, removeFolder } from '../../../lib/temporary-folder.ts';
import { type Engine, plainHost, type Tab } from './model.ts';

/** The part of puppeteer-core that is used here. */
interface Puppeteer {
  launch(options: object): Promise<{
    newPage(): Promise<Page>;
    process(): { pid?: number; once(event: 'close', listener: () => void): void } | null;
    close(): Promise<void>;
  }>;
}
interface Page {
  goto(url: string): Promise<unknown>;
  evaluate<Value>(script: string): Promise<Value>;
  close(): Promise<void>;
  createCDPSession(): Promise<{ send(method: string, parameters?: object): Promise<unknown> }>;
}

// Without a browser of its own.
const driver = 'puppeteer-core@24.43.1';

/** @param find a command of the shell that prints the path of the browser */
function drive(name: string, find: string, options: object): Engine {
  const executablePath = execaSync('sh', ['-c', find], { reject: false }).stdout;
  return {
    name,
    plainHost,
    missing: () => (executablePath ? undefined : `${name} is not installed`),
    async start(profile) {
      const packages = createRequire(join(await fetchPackages([driver]), 'package.json'));
      const userDataDir = profile ?? createTemporaryFolder();
      const browser = await (packages('puppeteer-core') as Puppeteer).launch({
        executablePath,
        userDataDir,
        env: { ...process.env, HOME: userDataDir },
        // A busy machine is slow, not wrong.
        timeout: 120_000,
        protocolTimeout: 120_000,
        ...options,
      });
      const end = async () => {
        if (!profile) removeFolder(userDataDir);
      };
      return {
        async open(url) {
          const page = await browser.newPage();
          await page.goto(url);
          return tabOf(page);
        },
        close: () => browser.close().then(end),
        async kill() {
          const started = browser.process();
          const closed = new Promise<void>((resolve) => started?.once('close', resolve));
          // It leads a group of processes.
          process.kill(-(started?.pid ?? 0), 'SIGKILL');
          await closed.then(end);
        },
      };
    },
  };
}

const tabOf = (page: Page): Tab => ({
  run: (body) => page.evaluate(`(async () => { ${body} })()`),
  go: async (url) => void (await page.goto(url)),
  close: () => page.close(),
  command: async (method, parameters) => (await page.createCDPSession()).send(method, parameters),
});

export const chromium = drive('Chromium', 'command -v chromium || command -v google-chrome', {
  browser: 'chrome',
  args: [
    // It refuses its sandbox to root.
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-component-update',
    // Without TLS, only addresses of this machine are a secure context.
    `--host-resolver-rules=MAP ${plainHost} 127.0.0.1`,
  ],
});

export const firefox = drive('Firefox', 'command -v firefox-esr || command -v firefox', {
  browser: 'firefox',
  extraPrefsFirefox: { 'network.dns.localDomains': plainHost },
});
