/** Fastify as its guide has it: schemas check each request and write each answer, and a line is logged. */
import { brotliCompressSync } from 'node:zlib';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { readContract } from '../../contract/bundle-file.ts';
import { isObject, type JsonObject } from '../../contract/json.ts';
import { routeOf } from '../../contract/route.ts';
import { routes } from '../../generated/operations.ts';
import * as answers from './plain-responses.ts';

const app = fastify({ logger: true, ajv: { customOptions: { strict: false, removeAdditional: false } } });
for (const schema of contractSchemas()) app.addSchema(schema);
const sync = brotliCompressSync(JSON.stringify(answers.fullSync()));

app.get(routes.getHealth.path, async () => ({ status: 'healthy' }));
app.get(routes.listLayers.path, answersWith('LayerList'), (request, reply) =>
  sendUnlessHeld(request, reply, answers.layerList),
);
app.get<{ Params: { layer: string } }>(
  routeOf(routes.listCategories.path),
  answersWith('CategoryList'),
  (request, reply) => sendUnlessHeld(request, reply, () => answers.categoryList(request.params.layer)),
);
app.get<{ Params: { layer: string; category: string } }>(
  routeOf(routes.listSubcategories.path),
  answersWith('SubcategoryList'),
  (request, reply) => {
    const { layer, category } = request.params;
    return sendUnlessHeld(request, reply, () => answers.subcategoryList(layer, category));
  },
);
app.get(routes.getFullSync.path, (request, reply) => {
  reply.header('content-encoding', 'br').type('application/json; charset=utf-8');
  return sendUnlessHeld(request, reply, () => sync);
});
app.post<{ Body: Parameters<typeof answers.conversion>[0] }>(
  routes.convertHfnToMfa.path,
  { schema: { body: { $ref: 'HfnRequest#' }, response: { 200: { $ref: 'Conversion#' } } } },
  async ({ body }) => answers.conversion(body),
);
app.post<{ Body: Parameters<typeof answers.batchConversion>[0] }>(
  routes.convertBatch.path,
  { schema: { body: { $ref: 'BatchRequest#' }, response: { 200: { $ref: 'BatchConversion#' } } } },
  async ({ body }) => answers.batchConversion(body),
);

await app.listen({ port: Number(process.env.PORT), host: process.env.HOST ?? '127.0.0.1' });

function answersWith(schema: string) {
  return { schema: { response: { 200: { $ref: `${schema}#` } } } };
}

function sendUnlessHeld(request: FastifyRequest, reply: FastifyReply, body: () => unknown): FastifyReply {
  reply.header('etag', answers.entityTag);
  return request.headers['if-none-match'] === answers.entityTag
    ? reply.code(304).send()
    : reply.send(body() ?? reply.code(404));
}

/** The schemas of the contract by the names under which Fastify looks for them. */
function contractSchemas(): JsonObject[] {
  const { components } = readContract().document;
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  const byName = JSON.stringify(schemas).replaceAll(/"#\/components\/schemas\/(\w+)"/g, '"$1#"');
  return Object.entries(JSON.parse(byName) as Record<string, JsonObject>).map(([name, schema]) => ({
    $id: name,
    ...schema,
  }));
}
