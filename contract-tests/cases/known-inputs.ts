/** The inputs of an operation, made from values that the data of a target has. */
import { pointerTo } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import type { InputValues } from '../../contract/scenarios.ts';
import { componentsOf } from '../../contract/schema-walk.ts';
import { type Shape, shapeOf, typesOfShape } from '../fuzz/shape.ts';
import type { ComponentValues } from '../invariants/known-values.ts';

/** An input of an operation for which there is no value. */
export class NoValue extends Error {
  constructor(input: string, { id }: Operation) {
    super(`no value for ${input} of ${id}; add a line in contract-tests/invariants/known-values.ts`);
  }
}

/**
 * Every required input, and the optional headers whose values are known: a condition such as If-Match is optional in
 * OpenAPI and needed all the same.
 * @throws NoValue when a required input has none
 */
export function knownInputs(contract: Contract, operation: Operation, values: ComponentValues): InputValues {
  const { document } = contract;
  const { parameters, requestBody } = operation;
  const [media] = requestBody?.content.values() ?? [];
  const isKnown = (pointer: string) => componentsOf(document, pointer).some((name) => values.has(name));
  const given = parameters.filter(
    ({ in: location, required, schemaPointer }) =>
      required || (location === 'header' && isKnown(schemaPointer)),
  );
  const valueAt = (input: string, pointer: string) => {
    const value = derive({ contract, operation, values, within: [] }, input, pointer);
    if (contract.validate(pointer, value).length > 0) throw new NoValue(input, operation);
    return value;
  };
  return {
    parameters: new Map(
      given.map((parameter) => [parameter, valueAt(`parameter ${parameter.name}`, parameter.schemaPointer)]),
    ),
    ...(requestBody?.required && media && { body: valueAt('the body', media.schemaPointer) }),
  };
}

interface Derivation {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly values: ComponentValues;
  /** The schemas around this one. A schema within itself has no end. */
  readonly within: readonly string[];
}

/** The known value of a component; otherwise a value that depends on no data. Optional members are left out. */
function derive(derivation: Derivation, input: string, pointer: string): unknown {
  const { contract, operation, values, within } = derivation;
  const component = componentsOf(contract.document, pointer).find((name) => values.has(name));
  if (component !== undefined) return values.get(component);
  if (within.includes(pointer)) throw new NoValue(input, operation);

  const shape = shapeOf(contract.document, pointer);
  const { keywords, choices } = shape;
  for (const keyword of ['const', 'default']) if (keyword in keywords) return keywords[keyword];
  if (Array.isArray(keywords.enum)) return keywords.enum[0];
  const inner = { ...derivation, within: [...within, pointer] };
  const [alternatives] = choices;
  if (alternatives) return firstOf(alternatives, (one) => derive(inner, input, one));
  return deriveByType(inner, input, shape);
}

function deriveByType(derivation: Derivation, input: string, shape: Shape): unknown {
  const { keywords, members, required, others, prefix, items } = shape;
  const inner = (name: string, pointer: string | undefined) => {
    const place = pointerTo(input, name);
    if (pointer === undefined) throw new NoValue(place, derivation.operation);
    return derive(derivation, place, pointer);
  };
  switch (typesOfShape(shape)[0]) {
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'object':
      return Object.fromEntries(required.map((name) => [name, inner(name, members.get(name) ?? others)]));
    case 'array': {
      const first = prefix.map((pointer, index) => inner(String(index), pointer));
      const least = Number(keywords.minItems ?? 0) - first.length;
      const options = [...(items ? [items] : []), ...(least <= 0 ? [undefined] : [])];
      if (options.length === 0) return first;
      return firstOf(options, (item) => [
        ...first,
        ...(item === undefined ? [] : Array(Math.max(1, least)).fill(inner(String(first.length), item))),
      ]);
    }
    default:
      // Binary data is not text, and any will do.
      if ('contentMediaType' in keywords) return 'x';
      throw new NoValue(input, derivation.operation);
  }
}

/** The value of the first option that has one. @throws NoValue of the first, when none has */
function firstOf<Option>(options: readonly Option[], valueAt: (option: Option) => unknown): unknown {
  const [first, ...others] = options;
  try {
    return valueAt(first as Option);
  } catch (error) {
    if (!(error instanceof NoValue) || others.length === 0) throw error;
    try {
      return firstOf(others, valueAt);
    } catch {
      throw error;
    }
  }
}
