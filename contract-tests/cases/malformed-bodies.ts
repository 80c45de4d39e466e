import { isObject, type JsonObject, lookup, referenced } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import {
  asObject,
  type CaseContext,
  type CaseFactory,
  type NegativeCase,
  operationsDeclaring,
} from './negative-case.ts';

/** 400: the request body is not JSON, not an object, or an object that breaks its schema. */
export const malformedBodies: CaseFactory = (context) =>
  operationsDeclaring(400, context)
    .filter(({ requestBody }) => requestBody)
    .flatMap((operation) => [...texts(operation, context), ...objects(operation, context)]);

function texts(operation: Operation, { requestOf }: CaseContext): NegativeCase[] {
  const { body, ...request } = requestOf(operation);
  const whole = JSON.stringify(body);
  const texts = {
    'no body': '',
    'truncated JSON': whole.slice(0, -1),
    'text after the JSON': `${whole} x`,
    'a malformed number': whole.replace(/"[^"]*"/, '01'),
    null: 'null',
    'an array': `[${whole}]`,
    'a string': '"x"',
    'an empty object': '{}',
  };
  return Object.entries(texts).map(([title, text]) => ({
    title,
    operation,
    status: 400,
    request: { ...request, text },
  }));
}

/** Each member missing, of another type, and with each bound broken. Also one member that the schema lacks. */
function objects(operation: Operation, { contract, requestOf }: CaseContext): NegativeCase[] {
  const request = requestOf(operation);
  const right = asObject(request.body);
  const pointer = operation.requestBody?.schemaPointer ?? '';
  const { properties = {} } = resolved(contract, lookup(contract.document, pointer));
  const bodies = Object.entries(asObject(properties)).flatMap(([name, schema]) => {
    const { [name]: _, ...without } = right;
    const broken = brokenValues(resolved(contract, schema), right[name]);
    return [
      [`${name} missing`, without] as const,
      ...broken.map(([title, value]) => [`${name} ${title}`, { ...right, [name]: value }] as const),
    ];
  });
  return [...bodies, ['an unknown member', { ...right, unknown: 1 }] as const]
    .filter(([, body]) => contract.validate(pointer, body).length > 0)
    .map(([title, body]) => ({ title, operation, status: 400, request: { ...request, body } }));
}

function brokenValues(schema: JsonObject, value: unknown): [title: string, value: unknown][] {
  const { maxLength, maxItems } = schema;
  const [item] = Array.isArray(value) ? value : [];
  return [
    ...[null, 1, true, {}, [], ['x'], ''].map((other): [string, unknown] => [
      `= ${JSON.stringify(other)}`,
      other,
    ]),
    ['of another value', 'x'],
    ...(typeof maxLength === 'number' ? [['too long', 'A'.repeat(maxLength + 1)] as [string, unknown]] : []),
    ...(typeof maxItems === 'number' && maxItems < 100_000
      ? [['of too many items', Array.from({ length: maxItems + 1 }, () => item)] as [string, unknown]]
      : []),
    ...(item === undefined
      ? []
      : [null, 1, {}].map((other): [string, unknown] => [
          `second item ${JSON.stringify(other)}`,
          [item, other],
        ])),
  ];
}

function resolved(contract: Contract, schema: unknown): JsonObject {
  const { $ref } = asObject(schema);
  const target = typeof $ref === 'string' ? lookup(contract.document, referenced($ref)) : schema;
  return isObject(target) ? target : {};
}
