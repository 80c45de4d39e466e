import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { listen } from '../../http/listen.ts';
import type { InteropContext, InteropTool } from '../model.ts';

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
  waitForFunction(script: string, argument: unknown, options: { timeout: number }): Promise<unknown>;
}

const playwright = 'playwright-core@1.65.1';
// Chromium refuses its sandbox to root.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];

export const swaggerUi: InteropTool = {
  name: 'Swagger UI',
  packages: ['swagger-ui-dist@5.35.0', playwright],
  proves: 'it shows every operation in Chromium, without an error in the console',
  unavailable,
  run: (context) =>
    provePage(context, {
      scripts: ['swagger-ui-dist/swagger-ui-bundle.js'],
      body: `<div id="page"></div><script src="/0.js"></script>
<script>SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', docExpansion: 'list', validatorUrl: null })</script>`,
    }),
};

export const scalar: InteropTool = {
  name: 'Scalar',
  packages: ['@scalar/api-reference@1.40.0', playwright],
  proves: 'it shows every operation in Chromium, without an error in the console',
  unavailable,
  run: (context) =>
    provePage(context, {
      scripts: ['@scalar/api-reference/dist/browser/standalone.js'],
      body: `<div id="page"></div><script src="/0.js"></script>
<script>Scalar.createApiReference('#page', { url: '/openapi.json', withDefaultFonts: false, defaultOpenAllTags: true })</script>`,
    }),
};

const chromium = () =>
  execaSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { reject: false }).stdout;

function unavailable(): string | undefined {
  return chromium() === '' ? 'Chromium is not installed' : undefined;
}

interface PageSources {
  /** Files of packages, served as /0.js, /1.js and so on. */
  readonly scripts: readonly string[];
  readonly body: string;
}

async function provePage(
  { contract, document, packages }: InteropContext,
  { scripts, body }: PageSources,
): Promise<string[]> {
  const files = new Map<string, string>([
    [
      '/',
      `<!doctype html><html lang="en"><head><title>API</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`,
    ],
    ['/openapi.json', JSON.stringify(document)],
  ]);
  for (const [index, script] of scripts.entries())
    files.set(`/${index}.js`, await readFile(join(packages, 'node_modules', script), 'utf8'));
  const server = await listen(
    createServer(({ url = '' }, response) => {
      const type = url === '/' ? 'text/html' : url.endsWith('.js') ? 'text/javascript' : 'application/json';
      response
        .writeHead(files.has(url) ? 200 : 404, { 'content-type': `${type}; charset=utf-8` })
        .end(files.get(url));
    }),
  );
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
    await page.goto(server.url);
    for (const { id, path } of contract.operations) {
      // An element of its own: other paths begin with this one. Swagger UI writes zero-width spaces between segments.
      const texts = `[...document.querySelectorAll('*')].map((one) => one.textContent.replaceAll('\\u200b', '').trim())`;
      await page
        .waitForFunction(`${texts}.includes(${JSON.stringify(path)})`, undefined, { timeout: 20_000 })
        .catch(() => failures.push(`It does not show ${id}, ${path}.`));
      if (failures.length > 0) break;
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return failures;
}
