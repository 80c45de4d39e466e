import type { Operation } from '../../contract/model.ts';
import { expandPath } from '../../contract/paths.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { PlannedRequest } from '../http/planned-request.ts';

interface Values {
  readonly layer: string;
  readonly category: string;
  readonly version: string;
  readonly since: string;
  readonly hfn: string;
  readonly mfa: string;
}

/** What the release lacks, in place of what it has. */
export interface ChangedValues {
  readonly layer?: string;
  readonly category?: string;
  /** Of the category, in place of its numeric code. */
  readonly number?: string;
  readonly version?: string;
  readonly since?: string;
}

/** The request of the operation's first scenario that is answered 200, or else one of today that is. */
export function exampleRequest(release: Release) {
  const requestOf = todaysRequests(release);
  return (operation: Operation): PlannedRequest =>
    scenarioOf(operation, 200)?.request ?? requestOf(operation);
}

function scenarioOf(operation: Operation, status: number) {
  return completeScenarios(operation).find((scenario) => scenario.status === status);
}

/** The same with the data of a release: its first layer with its first category, and so on down. */
export function todaysRequests(release: Release, changed: ChangedValues = {}) {
  const values = valuesOf(release, changed);
  return (operation: Operation): PlannedRequest => {
    const { request } = scenarioOf(operation, 200) ?? scenarioOf(operation, 201) ?? {};
    if (!request) throw new Error(`${operation.id} has no scenario that succeeds`);
    const expanded = expandPath(operation.path, { ...values });
    const query = operation.parameters.filter(
      ({ in: location, required }) => location === 'query' && required,
    );
    const search = query.map(({ name }) => `${name}=${encodeURIComponent(valueFor(values, name))}`).join('&');
    const path = search ? `${expanded}?${search}` : expanded;
    const headers = withoutParameters(operation, request.headers);
    const body = request.body === undefined ? {} : { body: bodyOf(operation, values, release) };
    return { ...request, path, headers, ...body };
  };
}

// An optional header of the scenario says something about the data of the examples.
function withoutParameters({ parameters }: Operation, headers: PlannedRequest['headers']) {
  const names = parameters.map(({ name }) => name.toLowerCase());
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function bodyOf({ id }: Operation, { hfn, mfa }: Values, { layers, aliases }: Release): unknown {
  switch (id) {
    case 'convertHfnToMfa':
      return { hfn };
    case 'convertMfaToHfn':
      return { mfa };
    case 'convertBatch':
      return { direction: 'hfn-to-mfa', addresses: [hfn] };
    // What is current already is published by nobody.
    case 'publishRelease':
      return { layers, aliases };
    default:
      throw new Error(`nothing is known of the body of ${id}`);
  }
}

function valueFor(values: Values, name: string): string {
  const value = new Map(Object.entries(values)).get(name);
  if (value === undefined) throw new Error(`nothing is known of the parameter ${name}`);
  return value;
}

function valuesOf({ layers, version }: Release, changed: ChangedValues): Values {
  const [nodes] = layers.flatMap((layer) =>
    layer.categories.flatMap((category) =>
      category.subcategories.map((leaf) => [layer, category, leaf] as const),
    ),
  );
  if (!nodes) throw new Error('a release without a subcategory has no address to ask for');
  const [layer, category, leaf] = nodes;
  const codes = [layer.code, changed.category ?? category.code, leaf.code, '001'];
  const numbers = [layer.numericCode, changed.number ?? category.numericCode, leaf.numericCode, '001'];
  return {
    layer: layer.code,
    category: category.code,
    version,
    since: version,
    hfn: codes.join('.'),
    mfa: numbers.join('.'),
    ...changed,
  };
}
