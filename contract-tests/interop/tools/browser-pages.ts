import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { listen } from '../../http/listen.ts';
import { browserIsMissing, playwright, visit } from '../browser.ts';
import type { InteropContext, InteropTool } from '../model.ts';

export const swaggerUi: InteropTool = {
  name: 'swagger-ui',
  packages: ['swagger-ui-dist@5.35.0', playwright],
  proves: 'it shows every operation in Chromium, without an error in the console',
  unavailable: browserIsMissing,
  run: (context) =>
    provePage(context, {
      scripts: ['swagger-ui-dist/swagger-ui-bundle.js'],
      body: `<div id="page"></div><script src="/0.js"></script>
<script>SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', docExpansion: 'list', validatorUrl: null })</script>`,
    }),
};

export const scalar: InteropTool = {
  name: 'scalar',
  packages: ['@scalar/api-reference@1.40.0', playwright],
  proves: 'it shows every operation in Chromium, without an error in the console',
  unavailable: browserIsMissing,
  run: (context) =>
    provePage(context, {
      scripts: ['@scalar/api-reference/dist/browser/standalone.js'],
      body: `<div id="page"></div><script src="/0.js"></script>
<script>Scalar.createApiReference('#page', { url: '/openapi.json', withDefaultFonts: false, defaultOpenAllTags: true })</script>`,
    }),
};

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
  try {
    return await visit(
      packages,
      server.url,
      contract.operations.map(({ path }) => path),
    );
  } finally {
    await server.close();
  }
}
