/** Validates values against the schemas of the contract (JSON Schema 2020-12). */
import { Ajv2020, type CodeOptions, type ErrorObject } from 'ajv/dist/2020.js';
import { formats } from './formats.js';
import { lookup, pointerTo, preview } from './json.ts';
import type { Contract, SchemaFailure } from './model.ts';
import type { Prepared } from './prepared.ts';

type Source = Pick<Contract, 'document' | 'text'>;

export function createValidate(source: Source, prepared: Prepared['validators'] = {}): Contract['validate'] {
  // Ajv takes longer to find a compiled schema than to use it.
  const compiled = new Map(Object.entries(prepared));
  let ajv: Ajv2020 | undefined;
  const compile = (schemaPointer: string) => {
    ajv ??= createAjv(source);
    const validate = ajv.getSchema(schemaId(schemaPointer));
    if (!validate) throw new Error(`the contract has no schema at ${schemaPointer}`);
    compiled.set(schemaPointer, validate);
    return validate;
  };
  return (schemaPointer, value) => {
    const validate = compiled.get(schemaPointer) ?? compile(schemaPointer);
    return validate(value) ? [] : (validate.errors ?? []).map((error) => failureOf(error, value));
  };
}

// Not optimised: optimising takes a third of the time of compiling.
const compiledSoon: CodeOptions = { optimize: false };

/** Ajv with every schema of the contract. A schema is compiled when it is first used. */
export function createAjv(
  { document, text }: Pick<Contract, 'document' | 'text'>,
  code = compiledSoon,
): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true, code, formats });
  const extensions = Array.from(text.matchAll(/\bx-[\w-]+(?=['"]?:)/g), ([name]) => name);
  // Ajv takes this for a schema, so its members are allowed as keywords.
  const { paths, components } = document;
  const others = ['discriminator', 'example', 'externalDocs', 'paths', 'components', ...extensions];
  ajv.addVocabulary([...new Set(others)]);
  return ajv.addSchema({ paths, components }, 'contract', false, false);
}

/** The id of a schema in this Ajv. */
export function schemaId(schemaPointer: string): string {
  return `contract#${encodeURI(schemaPointer)}`;
}

function failureOf(error: ErrorObject, value: unknown): SchemaFailure {
  const { keyword, params, message = keyword } = error;
  const values = keyword === 'enum' ? `: ${params.allowedValues.join(', ')}` : '';
  return { ...describe(error, value), keyword, message: message + values };
}

function describe(
  { instancePath, keyword, params, message = keyword }: ErrorObject,
  value: unknown,
): SchemaFailure {
  const data = lookup(value, instancePath);
  switch (keyword) {
    case 'additionalProperties':
      return { pointer: pointerTo(instancePath, params.additionalProperty), detail: 'must not be there' };
    case 'unevaluatedProperties':
      return { pointer: pointerTo(instancePath, params.unevaluatedProperty), detail: 'must not be there' };
    case 'required':
      return { pointer: pointerTo(instancePath, params.missingProperty), detail: 'is missing' };
    case 'not':
    case 'false schema':
      return { pointer: instancePath, detail: 'must not be there, or not have this value' };
    case 'enum':
      return {
        pointer: instancePath,
        detail: `must be one of ${preview(params.allowedValues)}, is ${preview(data)}`,
      };
    case 'const':
      return {
        pointer: instancePath,
        detail: `must be ${preview(params.allowedValue)}, is ${preview(data)}`,
      };
    default:
      return { pointer: instancePath, detail: `${message}, is ${preview(data)}` };
  }
}
