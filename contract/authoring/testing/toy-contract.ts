import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const files = {
  'openapi/openapi.yaml': `
openapi: 3.1.0
info: { title: Toy, version: 1.0.0 }
paths:
  /things/{code}: { $ref: 'paths/things_{code}.yaml' }
`,
  'openapi/paths/things_{code}.yaml': `
get:
  operationId: getThing
  parameters:
    - { name: code, in: path, required: true, schema: { type: string }, examples: { current: { value: a } } }
  responses:
    "200":
      description: The thing.
      content:
        application/json:
          schema: { $ref: ../components/schemas/Thing.yaml }
          examples:
            current: { value: { x-data: ../../taxonomy/releases/1.0.0.json#/thing } }
`,
  'openapi/components/schemas/Thing.yaml': `
type: object
properties:
  code: { type: string }
`,
  // Nothing refers to it.
  'openapi/components/schemas/Thing.request.yaml': '{ type: object }',
  'taxonomy/releases/1.0.0.json': '{ "thing": { "code": "001" } }',
};

/** Writes the sources of a contract of one operation into a folder. */
export async function writeToyContract(root: string): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

export const thing = 'openapi/components/schemas/Thing.yaml';
export const thingPath = 'openapi/paths/things_{code}.yaml' as const;
/** The text of that file. */
export const toyPath = files[thingPath];
