/**
 * The naive server: what Express, express-openapi-validator and compression give when nothing more is done.
 * It neither logs nor limits nor sets security headers, all of which ours does besides.
 */
import compression from 'compression';
import express from 'express';
import { middleware } from 'express-openapi-validator';
import { bundleFile } from '../../contract/bundle-file.ts';
import { routeOf } from '../../contract/route.ts';
import { routes } from '../../generated/operations.ts';
import * as answers from './plain-responses.ts';

const app = express();
app.use(compression());
app.use(express.json());
app.use(middleware({ apiSpec: bundleFile, validateSecurity: false }));

app.get(routes.getHealth.path, (_request, response) => void response.json({ status: 'healthy' }));
app.get(routes.listLayers.path, (_request, response) => void response.json(answers.layerList()));
app.get(routeOf(routes.listCategories.path), (request, response) => {
  const body = answers.categoryList(request.params.layer);
  response.status(body ? 200 : 404).json(body);
});
app.get(routeOf(routes.listSubcategories.path), (request, response) => {
  const body = answers.subcategoryList(request.params.layer, request.params.category);
  response.status(body ? 200 : 404).json(body);
});
app.get(routes.getFullSync.path, (_request, response) => void response.json(answers.fullSync()));
app.post(routes.convertHfnToMfa.path, (request, response) => {
  response.json(answers.conversion(request.body));
});
app.post(routes.convertBatch.path, (request, response) => {
  response.json(answers.batchConversion(request.body));
});

app.listen(Number(process.env.PORT), process.env.HOST ?? '127.0.0.1');
