/**
 * The naive server: Express, express-openapi-validator and compression, and nothing more. It does not log, does not
 * limit rates and sets no security headers. Our server does all three.
 */
import compression from 'compression';
import express from 'express';
import { middleware } from 'express-openapi-validator';
import { bundleFile } from '../../contract/bundle-file.ts';
import { routes } from '../../generated/operations.ts';
import * as bodies from './plain-responses.ts';
import { routeOf } from './route-of.ts';

const app = express();
app.use(compression());
app.use(express.json());
app.use(middleware({ apiSpec: bundleFile, validateSecurity: false }));

app.get(routes.getHealth.path, (_request, response) => void response.json({ status: 'healthy' }));
app.get(routes.listLayers.path, (_request, response) => void response.json(bodies.layerList()));
app.get(routeOf(routes.listCategories.path), (request, response) => {
  const body = bodies.categoryList(request.params.layer);
  response.status(body ? 200 : 404).json(body);
});
app.get(routeOf(routes.listSubcategories.path), (request, response) => {
  const body = bodies.subcategoryList(request.params.layer, request.params.category);
  response.status(body ? 200 : 404).json(body);
});
app.get(routes.getFullSync.path, (_request, response) => void response.json(bodies.fullSync()));
app.post(routes.convertHfnToMfa.path, (request, response) => {
  response.json(bodies.conversion(request.body));
});
app.post(routes.convertBatch.path, (request, response) => {
  response.json(bodies.batchConversion(request.body));
});

app.listen(Number(process.env.PORT), process.env.HOST ?? '127.0.0.1');
