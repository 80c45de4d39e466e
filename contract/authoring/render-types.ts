// The bundle → the text of `api.ts`, with the types of openapi-typescript.
import { isDeepStrictEqual } from 'node:util';
import {
  astToString,
  type GlobalContext,
  type OpenAPI3,
  resolveRef,
  type SchemaObject,
  scanDiscriminators,
  transformSchema,
} from 'openapi-typescript';
import ts from 'typescript';
import { isObject, type JsonObject } from '../json.ts';
import { type DocumentLocation, member, members, required } from '../location.ts';
import { demandedSchemas, usedComponents } from '../schema-walk.ts';
import { nothing, response, splitViews, type View } from '../views.ts';

const typeOptions = {
  // The bodies of precomputed responses are frozen; readonly types accept them.
  immutable: true,
  silent: true,
  // Whether a property with a default may be left out depends on who reads the type.
  defaultNonNullable: false,
  transform: typeOf,
} as const;

function typeOf(schema: SchemaObject): ts.TypeNode | undefined {
  if (schema.format === 'binary') return ts.factory.createTypeReferenceNode('Blob');
  if (!isDeepStrictEqual(schema, nothing)) return undefined;
  return ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
}

const sent: View = {
  of: 'requests',
  suffix: '.request',
  hidden: 'readOnly',
  differs: /"readOnly":true|"default":/,
  withDefault: 'optional',
};
const received: View = { ...sent, suffix: '.received', withDefault: 'required' };

/**
 * The types of the contract as callers see it. Where an operation has defaults, its handler sees it as in `inputs`.
 *
 * openapiTS() would lint and bundle the document again, which takes four fifths of its time. So this calls only the
 * steps after that.
 */
export function renderTypes(bundle: JsonObject): string {
  const document = withTypedMaps(bundle);
  const callers = splitViews(document, [sent, response]);
  const handlers = splitViews(withSchemasOf(callers, document), [received]);
  // The discriminators are written into it.
  const schema = structuredClone(withSchemasOf(handlers, callers)) as unknown as OpenAPI3;
  const context = {
    ...typeOptions,
    injectFooter: [] as ts.Node[],
    discriminators: scanDiscriminators(schema, typeOptions),
    resolve: ($ref: string) => resolveRef(schema, $ref, typeOptions),
  } as unknown as GlobalContext;
  transformSchema({ paths: pathsWithDefaults(handlers) } as unknown as OpenAPI3, context);
  context.injectFooter = withInputs(context.injectFooter);
  return astToString(transformSchema(schema, context));
}

/**
 * TypeScript has no type for the other members alone: the type of a map has to allow the values of the properties that
 * stand beside it.
 */
function withTypedMaps(document: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(document), (_, value) => {
    if (!isObject(value) || !isObject(value.properties) || !isObject(value.additionalProperties))
      return value;
    const anyOf = [value.additionalProperties, ...Object.values(value.properties)];
    return { ...value, additionalProperties: { anyOf } };
  });
}

function withSchemasOf(other: JsonObject, document: JsonObject): JsonObject {
  const { schemas } = Object(other.components);
  return schemas ? { ...document, components: { ...Object(document.components), schemas } } : document;
}

/** openapi-typescript puts the interface `operations` into the footer. */
function withInputs(footer: readonly ts.Node[]): ts.Node[] {
  const operations = footer.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === 'operations');
  const exported = ts.factory.createModifiersFromModifierFlags(ts.ModifierFlags.Export);
  const members = operations?.members ?? [];
  const inputs = ts.factory.createInterfaceDeclaration(exported, 'inputs', undefined, undefined, members);
  const comment = '* The operations that have defaults, as their handlers see them. ';
  ts.addSyntheticLeadingComment(inputs, ts.SyntaxKind.MultiLineCommentTrivia, comment, true);
  return [inputs, ...footer.filter((node) => node !== operations)];
}

/** The operations that have defaults, without their responses. */
function pathsWithDefaults(document: JsonObject): JsonObject {
  const paths = members(required({ document, pointer: '', value: document }, 'paths'));
  return Object.fromEntries(paths.map(([path, item]) => [path, itemWithDefaults(item)]));
}

function itemWithDefaults(item: DocumentLocation): JsonObject {
  const operations = members(item).flatMap(([method, operation]) => {
    const operationId = member(operation, 'operationId')?.value;
    const requestBody = member(operation, 'requestBody')?.value;
    const parameters = [item, operation].flatMap((location) => members(member(location, 'parameters')));
    const hasDefaults =
      parameters.some(([, parameter]) => hasDefault(parameter)) || holdsDefault(item, requestBody);
    if (operationId === undefined || !hasDefaults) return [];
    return [
      [method, { operationId, parameters: parameters.map(([, each]) => asReceived(each)), requestBody }],
    ];
  });
  return Object.fromEntries(operations);
}

/** A parameter with a default always has a value. */
function asReceived(parameter: DocumentLocation): unknown {
  return hasDefault(parameter) ? { ...Object(parameter.value), required: true } : parameter.value;
}

function hasDefault(parameter: DocumentLocation): boolean {
  const schemas = demandedSchemas(parameter.document, required(parameter, 'schema').pointer);
  return schemas.some(({ schema }) => schema.default !== undefined);
}

function holdsDefault({ document }: DocumentLocation, body: unknown): boolean {
  const parts = body === undefined ? [] : [body, ...usedComponents(document, body).values()];
  return parts.some((part) => /"default":/.test(JSON.stringify(part)));
}
