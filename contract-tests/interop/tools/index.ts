import type { InteropTool } from '../model.ts';
import { scalar, swaggerUi } from './browser-pages.ts';
import { examplesValidator } from './examples-validator.ts';
import { heyApi, swaggerTypescriptApi } from './generated-clients.ts';
import { mswSource } from './msw-source.ts';
import { postman } from './postman.ts';
import { prismMock, prismProxy } from './prism.ts';
import { respect } from './respect.ts';

export const interopTools: readonly InteropTool[] = [
  prismMock,
  prismProxy,
  respect,
  mswSource,
  postman,
  swaggerTypescriptApi,
  heyApi,
  examplesValidator,
  swaggerUi,
  scalar,
];
