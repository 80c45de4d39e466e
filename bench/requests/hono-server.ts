/** Hono on Node: its router, its logger, and the schemas of the contract, which check each request body. */
import { brotliCompressSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { logger } from 'hono/logger';
import { validator } from 'hono/validator';
import { readContract } from '../../contract/bundle-file.ts';
import { routes } from '../../generated/operations.ts';
import * as bodies from './plain-responses.ts';
import { routeOf } from './route-of.ts';

const contract = readContract();
const sync = new Uint8Array(brotliCompressSync(JSON.stringify(bodies.fullSync())));

const app = new Hono();
app.use(logger());
app.get(routes.getHealth.path, (context) => context.json({ status: 'healthy' }));
app.get(routes.listLayers.path, (context) => sendUnlessCurrent(context, bodies.layerList));
app.get(routeOf(routes.listCategories.path), (context) =>
  sendUnlessCurrent(context, () => bodies.categoryList(context.req.param('layer'))),
);
app.get(routeOf(routes.listSubcategories.path), (context) => {
  const { layer, category } = context.req.param();
  return sendUnlessCurrent(context, () => bodies.subcategoryList(layer, category));
});
app.get(routes.getFullSync.path, (context) =>
  context.body(sync, 200, {
    'Content-Encoding': 'br',
    'Content-Type': 'application/json',
    ETag: bodies.entityTag,
  }),
);
app.post(
  routes.convertHfnToMfa.path,
  checkedWith<Parameters<typeof bodies.conversion>[0]>('HfnRequest'),
  (context) => context.json(bodies.conversion(context.req.valid('json'))),
);
app.post(
  routes.convertBatch.path,
  checkedWith<Parameters<typeof bodies.batchConversion>[0]>('BatchRequest'),
  (context) => context.json(bodies.batchConversion(context.req.valid('json'))),
);

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: process.env.HOST ?? '127.0.0.1' });

function checkedWith<Body>(schema: string) {
  return validator('json', (body, context) => {
    const failures = contract.validate(`/components/schemas/${schema}`, body);
    return failures.length > 0 ? context.json({ failures }, 400) : (body as Body);
  });
}

function sendUnlessCurrent(context: Context, body: () => object | undefined): Response {
  const headers = { ETag: bodies.entityTag };
  if (context.req.header('If-None-Match') === bodies.entityTag) return context.body(null, 304, headers);
  const found = body();
  return found ? context.json(found, 200, headers) : context.json({}, 404);
}
