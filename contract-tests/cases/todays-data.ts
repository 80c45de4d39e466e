import type { Operation } from '../../contract/model.ts';
import { compareVersions } from '../../taxonomy/version.ts';
import type { CaseContext, CaseFactory, NegativeCase } from './negative-case.ts';
import { type ChangedValues, todaysRequests } from './todays-requests.ts';

/**
 * What the data decides, asked with what this target's own data has and lacks: 200, 404, 409, 410 and 422. Where
 * the examples show other data than the target's, their scenarios cannot promise these statuses.
 */
export const todaysData: CaseFactory = (context) => [...present(context), ...absent(context)];

function present({ contract, requestOf }: CaseContext): NegativeCase[] {
  return contract.operations.map((operation) => ({
    title: 'of its own data',
    operation,
    status: 200,
    request: requestOf(operation),
  }));
}

function absent({ contract, release }: CaseContext): NegativeCase[] {
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
    // Below every version that can still be diffed from, unless the first of all is retained.
    ...(compareVersions(version, '0.0.0') > 0
      ? [[410, 'version long gone', { since: '0.0.0' }] as [number, string, { since: string }]]
      : []),
  ];
  return wrong.flatMap(([status, title, values]) => {
    const requestOf = todaysRequests(release, values);
    return contract.operations
      .filter((operation) => operation.responses.has(status) && takes(operation, values))
      .map((operation) => ({ title, operation, status, request: requestOf(operation) }));
  });
}

function takes({ parameters, requestBody, scopes }: Operation, values: object): boolean {
  return (requestBody !== undefined && !scopes) || parameters.some(({ name }) => Object.hasOwn(values, name));
}

function unusedCode(taken: readonly string[]): string {
  return [
    'ZZZ',
    'QQQ',
    'XXX',
    ...Array.from({ length: 1000 }, (_, index) => `Z${index}`.padEnd(3, '0')),
  ].find((code) => !taken.includes(code)) as string;
}
