/** Pages in Chromium, and what is wrong with them. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { until } from '../../lib/until.ts';

/** The part of playwright-core that is used here. */
interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<{
      newPage(): Promise<Page>;
      close(): Promise<void>;
    }>;
  };
}
interface Page {
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  goto(url: string): Promise<unknown>;
  evaluate(script: string): Promise<boolean>;
}

/** Without a browser of its own. */
export const playwright = 'playwright-core@1.65.1';
// Chromium refuses its sandbox to root.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];

const chromium = () =>
  execaSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { reject: false }).stdout;

/** Why there is no browser; undefined when there is one. */
export function browserIsMissing(): string | undefined {
  return chromium() === '' ? 'Chromium is not installed' : undefined;
}

/**
 * Opens a page and waits until each text is the whole text of one of its elements.
 *
 * @param packages the folder that holds playwright-core
 * @param base the URLs that the page may request begin with it
 * @returns errors of the console and the page, requests to other URLs, and the first text that is missing
 */
export async function visit(
  packages: string,
  url: string,
  texts: readonly string[],
  base: string = `${new URL(url).origin}/`,
): Promise<string[]> {
  const { chromium: browserType }: Playwright = createRequire(join(packages, 'package.json'))(
    'playwright-core',
  );
  const browser = await browserType.launch({ executablePath: chromium(), args: flags });
  const failures: string[] = [];
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(`console: ${message.text()}`);
    });
    page.on('pageerror', ({ message }) => failures.push(`page: ${message}`));
    page.on('request', (request) => {
      if (request.url().startsWith('http') && !request.url().startsWith(base))
        failures.push(`requests ${request.url()}`);
    });
    await page.goto(url);
    for (const text of texts) {
      // Swagger UI writes zero-width spaces between the segments of a path.
      const shown = `[...document.querySelectorAll('*')].some((one) =>
        one.textContent.replaceAll('\\u200b', '').trim() === ${JSON.stringify(text)})`;
      await until(() => page.evaluate(shown), {
        timeoutMs: 20_000,
        timedOut: () => new Error(`does not show ${text}`),
      }).catch(({ message }: Error) => failures.push(message));
      if (failures.length > 0) break;
    }
  } finally {
    await browser.close();
  }
  return failures;
}
