/** Serves the contract: /docs, /openapi.yaml, /openapi.json and a page for each kind of problem. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import type { Contract } from '../../../contract/model.ts';
import { docsPage, icon, problemPage, problemsPage } from '../../../contract/pages.ts';
import { documentPaths, renderYaml, servedDocument } from '../../../contract/served-document.ts';
import type { Config } from '../../config.ts';
import { createOnDemand } from '../../snapshots/on-demand.ts';
import { represent } from '../representation.ts';
import { createSendRepresentation } from '../send.ts';

// The build has a copy beside it, and the sources use the package. Neither needs another host.
const copied = fileURLToPath(new URL('redoc.standalone.js', import.meta.url));
const redoc = existsSync(copied)
  ? copied
  : createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js');

// Redoc uses inline styles, and a worker from a blob for its search.
const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; frame-ancestors 'none'";

/** Without `docs`, the contract and the pages that `type` of a problem links to are served nevertheless. */
export function createDocs(
  contract: Contract,
  { publicUrl, docs }: Pick<Config, 'publicUrl' | 'docs'>,
): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(docs ? ['/docs', '/problems'] : ['/problems'], (_request, response, next) => {
    response.set('Content-Security-Policy', docsPolicy);
    next();
  });
  if (docs) addDocsPage(router, contract);
  router.get('/favicon.ico', (_request, response) => {
    response.type('image/svg+xml').set('Cache-Control', 'public, max-age=86400').send(icon);
  });
  router.get('/problems', (_request, response) => response.send(problemsPage(contract)));
  router.get('/problems/:slug', (request, response, next) => {
    const page = problemPage(contract, request.params.slug);
    if (page) response.send(page);
    else next();
  });
  const send = createSendRepresentation({ parameters: [] });
  const documents = createOnDemand(
    documentsOf(servedDocument(contract, publicUrl), docs),
    async ({ type, read }) => represent(await read(), type),
  );
  for (const path of documents.keys) {
    router.get(path, async (request, response, next) => {
      const body = await documents.get(path);
      if (body) send(request, response, { status: 200, body });
      else next();
    });
  }
  return router;
}

function addDocsPage(router: Router, contract: Contract): void {
  router.get('/', (request, response, next) => {
    // A browser prefers HTML. To others there is nothing here.
    if (request.accepts(['json', 'html']) === 'html') response.redirect('docs');
    else next();
  });
  router.get('/docs/', (_request, response) => response.redirect(301, '../docs'));
  router.get('/docs', (_request, response) => response.send(docsPage(contract)));
}

interface Document {
  readonly type: string;
  read(): Buffer | Promise<Buffer>;
}

function documentsOf(document: object, docs: boolean): ReadonlyMap<string, Document> {
  const script = { type: 'text/javascript; charset=utf-8', read: readRedoc };
  return new Map<string, Document>([
    [documentPaths.json, { type: 'application/json', read: () => Buffer.from(JSON.stringify(document)) }],
    [
      documentPaths.yaml,
      { type: 'application/yaml; charset=utf-8', read: () => Buffer.from(renderYaml(document)) },
    ],
    ...(docs ? [['/docs/redoc.standalone.js', script] as const] : []),
  ]);
}

/** Redoc without the logo that it would load from another host. */
async function readRedoc(): Promise<Buffer> {
  const script = await readFile(redoc, 'utf8');
  const nothing = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>";
  return Buffer.from(script.replaceAll('https://cdn.redoc.ly/redoc/logo-mini.svg', nothing));
}
