/** Values checked against the schemas of the contract, in its own dialect (JSON Schema 2020-12). */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { brief } from './brief.ts';
import type { Contract } from './contract.ts';
import { pointerTo } from './json.ts';

export interface SchemaFailure {
  /** JSON Pointer into the value. */
  readonly pointer: string;
  readonly detail: string;
}

export interface Schemas {
  /** @param schemaPointer JSON Pointer to a schema of the contract. */
  validate(schemaPointer: string, value: unknown): SchemaFailure[];
}

export function createSchemas({ document, text }: Contract): Schemas {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true, verbose: true });
  addFormats.default(ajv);
  const extensions = text.match(/\bx-[\w-]+(?=:)/g) ?? [];
  // The members of the document itself are named because Ajv takes the whole for a schema that holds schemas.
  ajv.addVocabulary([
    'discriminator',
    'example',
    'externalDocs',
    ...new Set(extensions),
    ...Object.keys(document),
  ]);
  ajv.addSchema(document, 'contract', false, false);

  // To find a compiled schema again takes Ajv longer than to use it.
  const compiled = new Map<string, ValidateFunction>();
  const compile = (schemaPointer: string) => {
    const validate = ajv.getSchema(`contract#${encodeURI(schemaPointer)}`);
    if (!validate) throw new Error(`the contract has no schema at ${schemaPointer}`);
    compiled.set(schemaPointer, validate);
    return validate;
  };

  return {
    validate(schemaPointer, value) {
      const validate = compiled.get(schemaPointer) ?? compile(schemaPointer);
      return validate(value) ? [] : (validate.errors ?? []).map(describe);
    },
  };
}

function describe({ instancePath, keyword, params, message = keyword, data }: ErrorObject): SchemaFailure {
  switch (keyword) {
    case 'additionalProperties':
      return { pointer: pointerTo(instancePath, params.additionalProperty), detail: 'must not be there' };
    case 'unevaluatedProperties':
      return { pointer: pointerTo(instancePath, params.unevaluatedProperty), detail: 'must not be there' };
    case 'required':
      return { pointer: pointerTo(instancePath, params.missingProperty), detail: 'is missing' };
    case 'enum':
      return {
        pointer: instancePath,
        detail: `must be one of ${brief(params.allowedValues)}, is ${brief(data)}`,
      };
    case 'const':
      return { pointer: instancePath, detail: `must be ${brief(params.allowedValue)}, is ${brief(data)}` };
    default:
      return { pointer: instancePath, detail: `${message}, is ${brief(data)}` };
  }
}
