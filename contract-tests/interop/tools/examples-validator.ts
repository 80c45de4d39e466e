import type { InteropTool } from '../model.ts';
import { failureOf, runBinary } from '../run-tool.ts';

export const examplesValidator: InteropTool = {
  name: 'examples-validator',
  packages: ['openapi-examples-validator@7.1.0'],
  proves: 'every example keeps its schema',
  async run(context) {
    const ended = await runBinary(context, 'openapi-examples-validator', [context.file]);
    const count = /Total examples found: (\d+)/.exec(ended.output)?.[1];
    return [
      ...failureOf('openapi-examples-validator', ended),
      ...(Number(count) > 0 ? [] : ['It found no example.']),
    ];
  },
};
