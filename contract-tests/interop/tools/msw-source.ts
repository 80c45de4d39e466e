import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bodyValue } from '../../../contract/check-response.ts';
import { isSuccess } from '../../../contract/successes.ts';
import { firstScenarios, requestFor } from '../first-scenarios.ts';
import type { InteropTool } from '../model.ts';

interface Source {
  fromOpenApi(document: object): Promise<readonly object[]>;
}
interface Msw {
  getResponse(handlers: readonly object[], request: Request): Promise<Response | undefined>;
}

export const mswSource: InteropTool = {
  name: 'mswjs-source',
  packages: ['@mswjs/source@0.5.0', 'msw@2.15.0'],
  proves: 'the first scenario of each operation gets a success with a body that keeps its schema',
  async run({ contract, document, url, packages }) {
    const require = createRequire(join(packages, 'package.json'));
    const { fromOpenApi }: Source = require('@mswjs/source/open-api');
    const { getResponse }: Msw = require('msw');
    const handlers = await fromOpenApi(document);
    const failures: string[] = [];
    for (const { operation, request } of firstScenarios(contract)) {
      const response = await getResponse(handlers, requestFor(url, request));
      const type = response?.headers.get('content-type') ?? '';
      const declared = response && operation.responses.get(response.status);
      const media = declared?.content.get(type);
      const value = response && bodyValue(type, await response.text());
      if (!response || !isSuccess(response.status)) failures.push(`${operation.id}: ${response?.status}`);
      else if (media) {
        for (const { pointer, detail } of contract.validate(media.schemaPointer, value))
          failures.push(`${operation.id}: body ${pointer} ${detail}`);
      } else if (declared?.content.size) failures.push(`${operation.id}: content-type ${type}`);
    }
    return failures;
  },
};
