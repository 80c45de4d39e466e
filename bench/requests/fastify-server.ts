/** Fastify as in its guide: schemas check each request and serialise each response, and each request is logged. */
import { brotliCompressSync } from 'node:zlib';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { readContract } from '../../contract/bundle-file.ts';
import { isObject, type JsonObject } from '../../contract/json.ts';
import { routes } from '../../generated/operations.ts';
import * as bodies from './plain-responses.ts';
import { routeOf } from './route-of.ts';

const app = fastify({ logger: true, ajv: { customOptions: { strict: false, removeAdditional: false } } });
for (const schema of contractSchemas()) app.addSchema(schema);
const sync = brotliCompressSync(JSON.stringify(bodies.fullSync()));

app.get(routes.getHealth.path, async () => ({ status: 'healthy' }));
app.get(routes.listLayers.path, respondsWith('LayerList'), (request, reply) =>
  sendUnlessCurrent(request, reply, bodies.layerList),
);
app.get<{ Params: { layer: string } }>(
  routeOf(routes.listCategories.path),
  respondsWith('CategoryList'),
  (request, reply) => sendUnlessCurrent(request, reply, () => bodies.categoryList(request.params.layer)),
);
app.get<{ Params: { layer: string; category: string } }>(
  routeOf(routes.listSubcategories.path),
  respondsWith('SubcategoryList'),
  (request, reply) => {
    const { layer, category } = request.params;
    return sendUnlessCurrent(request, reply, () => bodies.subcategoryList(layer, category));
  },
);
app.get(routes.getFullSync.path, (request, reply) => {
  reply.header('content-encoding', 'br').type('application/json');
  return sendUnlessCurrent(request, reply, () => sync);
});
app.post<{ Body: Parameters<typeof bodies.conversion>[0] }>(
  routes.convertHfnToMfa.path,
  { schema: { body: { $ref: 'HfnRequest#' }, response: { 200: { $ref: 'Conversion#' } } } },
  async ({ body }) => bodies.conversion(body),
);
app.post<{ Body: Parameters<typeof bodies.batchConversion>[0] }>(
  routes.convertBatch.path,
  { schema: { body: { $ref: 'BatchRequest#' }, response: { 200: { $ref: 'BatchConversion#' } } } },
  async ({ body }) => bodies.batchConversion(body),
);

await app.listen({ port: Number(process.env.PORT), host: process.env.HOST ?? '127.0.0.1' });

function respondsWith(schema: string) {
  return { schema: { response: { 200: { $ref: `${schema}#` } } } };
}

function sendUnlessCurrent(request: FastifyRequest, reply: FastifyReply, body: () => unknown): FastifyReply {
  reply.header('etag', bodies.entityTag);
  return request.headers['if-none-match'] === bodies.entityTag
    ? reply.code(304).send()
    : reply.send(body() ?? reply.code(404));
}

/** The schemas of the contract with the `$id` and the references that Fastify expects. */
function contractSchemas(): JsonObject[] {
  const { components } = readContract().document;
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  const byName = JSON.stringify(schemas).replaceAll(/"#\/components\/schemas\/(\w+)"/g, '"$1#"');
  return Object.entries(JSON.parse(byName) as Record<string, JsonObject>).map(([name, schema]) => ({
    $id: name,
    ...schema,
  }));
}
