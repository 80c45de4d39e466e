/** Valid requests made from a release, and the cases whose status depends on the data of the target. */
import type { Operation } from '../../contract/model.ts';
import { expandPath } from '../../contract/paths.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { compareVersions } from '../../taxonomy/version.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { CaseContext, CaseFactory, NegativeCase } from './negative-case.ts';

interface Values {
  readonly layer: string;
  readonly category: string;
  readonly version: string;
  readonly since: string;
  readonly hfn: string;
  readonly mfa: string;
}

/** Values that the release does not have. */
interface ChangedValues {
  readonly layer?: string;
  readonly category?: string;
  /** The numeric code of the category. */
  readonly number?: string;
  readonly version?: string;
  readonly since?: string;
}

/** The request of the first scenario with status 200. Without such a scenario, a request made from the release. */
export function exampleRequest(release: Release) {
  const requestOf = requestFor(release);
  return (operation: Operation): PlannedRequest =>
    scenarioOf(operation, 200)?.request ?? requestOf(operation);
}

function scenarioOf(operation: Operation, status: number) {
  return completeScenarios(operation).find((scenario) => scenario.status === status);
}

/** A request with data of the release: its first layer, the first category of that layer, and so on. */
export function requestFor(release: Release, changed: ChangedValues = {}) {
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

// An optional header of the scenario, such as If-None-Match, refers to the data of the examples.
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
    // The current content: sending it publishes nothing.
    case 'publishRelease':
      return { layers, aliases };
    default:
      throw new Error(`no body is known for ${id}: add one to contract-tests/cases/requests.ts`);
  }
}

function valueFor(values: Values, name: string): string {
  const value = new Map(Object.entries(values)).get(name);
  if (value === undefined) {
    throw new Error(`no value is known for parameter ${name}: add one to contract-tests/cases/requests.ts`);
  }
  return value;
}

function valuesOf({ layers, version }: Release, changed: ChangedValues): Values {
  const [nodes] = layers.flatMap((layer) =>
    layer.categories.flatMap((category) =>
      category.subcategories.map((leaf) => [layer, category, leaf] as const),
    ),
  );
  if (!nodes) throw new Error('a release without a subcategory has no address to convert');
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

/**
 * 200, 404, 409, 410 and 422, sent with values that the target has or lacks. For a target that does not serve the data
 * of the examples: there the scenarios cannot promise these statuses.
 */
export const dataCases: CaseFactory = (context) => [...presentData(context), ...absentData(context)];

function presentData({ contract, requestOf }: CaseContext): NegativeCase[] {
  return contract.operations.map((operation) => ({
    title: 'data of the target',
    operation,
    status: 200,
    request: requestOf(operation),
  }));
}

function absentData({ contract, release }: CaseContext): NegativeCase[] {
  const { layers, version } = release;
  const taken = new Set(layers.map(({ code }) => code));
  const noLayer = [...'ZYXWVUTSRQPONMLKJIHGFEDBA'].find((letter) => !taken.has(letter));
  const noCategory = unusedCode(layers[0]?.categories.map(({ code }) => code) ?? []);
  const [major = '0'] = version.split('.');
  const ahead = `${BigInt(major) + 1n}.0.0`;
  const wrong: [status: number, title: string, values: ChangedValues][] = [
    [404, 'unknown layer', noLayer ? { layer: noLayer } : { category: noCategory }],
    [404, 'unknown category', { category: noCategory }],
    [404, 'unknown release', { version: ahead }],
    [409, 'version ahead', { since: ahead }],
    [422, 'unknown category', { category: noCategory, number: '999' }],
  ];
  // 0.0.0 is older than every release that a target still keeps, unless 0.0.0 is what it serves.
  if (compareVersions(version, '0.0.0') > 0) wrong.push([410, 'version long gone', { since: '0.0.0' }]);
  return wrong.flatMap(([status, title, values]) => {
    const requestOf = requestFor(release, values);
    return contract.operations
      .filter((operation) => operation.responses.has(status) && takes(operation, values))
      .map((operation) => ({ title, operation, status, request: requestOf(operation) }));
  });
}

function takes({ parameters, requestBody, scopes }: Operation, values: object): boolean {
  return (requestBody !== undefined && !scopes) || parameters.some(({ name }) => Object.hasOwn(values, name));
}

function unusedCode(taken: readonly string[]): string {
  const candidates = Array.from({ length: 1000 }, (_, index) => `Z${index}`.padEnd(3, '0'));
  const unused = ['ZZZ', 'QQQ', 'XXX', ...candidates].find((code) => !taken.includes(code));
  if (unused === undefined)
    throw new Error('the first layer uses every code that a case could send as unknown');
  return unused;
}
