/** The contract for people and for tools: /docs, /openapi.yaml, /openapi.json and a page for each kind of problem. */
import { createRequire } from 'node:module';
import express, { type Router } from 'express';
import type { Contract } from '../../contract/contract.ts';
import { docsPage, problemPage, problemsPage } from './pages.ts';

// Served from the installed package: the docs need no other host, and work offline.
const redoc = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js');

// Redoc styles its elements one by one and searches in a worker made from a blob.
const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; frame-ancestors 'none'";

export function createDocs(contract: Contract): Router {
  const json = JSON.stringify(contract.document);
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/openapi.yaml', (_request, response) => response.type('application/yaml').send(contract.text));
  router.get('/openapi.json', (_request, response) => response.type('application/json').send(json));
  router.use(['/docs', '/problems'], (_request, response, next) => {
    response.set('Content-Security-Policy', docsPolicy);
    next();
  });
  router.get('/docs', (_request, response) => response.send(docsPage(contract)));
  router.get('/docs/redoc.standalone.js', (_request, response) => response.sendFile(redoc, { maxAge: '1d' }));
  router.get('/problems', (_request, response) => response.send(problemsPage(contract)));
  router.get('/problems/:slug', (request, response, next) => {
    const page = problemPage(contract, request.params.slug);
    if (page) response.send(page);
    else next();
  });
  return router;
}
