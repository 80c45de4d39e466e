/** The values that a release has, or lacks, by the schema component that describes them. */
import type { Release } from '../../taxonomy/tree.ts';
import { compareVersions } from '../../taxonomy/version.ts';

/** A subcategory of a release, with its parents. */
interface Place {
  readonly release: Release;
  readonly layer: Release['layers'][number];
  readonly category: Place['layer']['categories'][number];
  readonly leaf: Place['category']['subcategories'][number];
}

/** By the name of a component in `openapi/components/schemas/`. */
export type ComponentValues = ReadonlyMap<string, unknown>;

/** One line for each kind of value. A parameter or a member gets its value through the `$ref` of its schema. */
const kinds: Readonly<Record<string, (place: Place) => unknown>> = {
  Aliases: ({ release }) => release.aliases,
  BatchInput: (place) => address(place, 'code'),
  CategoryCodeInput: ({ category }) => category.code,
  DataVersion: ({ release }) => release.version,
  DataVersionTag: ({ release }) => `"${release.version}"`,
  HfnInput: (place) => address(place, 'code'),
  LayerCodeInput: ({ layer }) => layer.code,
  LayerTrees: ({ release }) => release.layers,
  MfaInput: (place) => address(place, 'numericCode'),
};

/** The values at the first subcategory of the release. */
export function knownValues(release: Release): ComponentValues {
  const [place] = placesOf(release);
  if (!place) throw new Error('a release without a subcategory has no values to send');
  return valuesAt(place);
}

/** The values at the first subcategory of every category. */
export function valuesOfEveryCategory(release: Release): ComponentValues[] {
  const byCategory = new Map(placesOf(release).map((place) => [place.category, place]));
  return [...byCategory.values()].map(valuesAt);
}

function valuesAt(place: Place): ComponentValues {
  return new Map(Object.entries(kinds).map(([component, valueAt]) => [component, valueAt(place)]));
}

function placesOf(release: Release): Place[] {
  return release.layers.flatMap((layer) =>
    layer.categories.flatMap((category) =>
      category.subcategories.map((leaf) => ({ release, layer, category, leaf })),
    ),
  );
}

function address({ layer, category, leaf }: Place, segment: 'code' | 'numericCode'): string {
  return [...[layer, category, leaf].map((node) => node[segment]), '001'].join('.');
}

/** Values that a release lacks, and the status of an operation that gets one of them and declares this status. */
export interface AbsentValues {
  readonly title: string;
  readonly status: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export function absentValues(release: Release): AbsentValues[] {
  const { layers, version } = release;
  const [place] = placesOf(release);
  if (!place) return [];
  const taken = layers.map(({ code }) => code);
  const layer = [...'ZYXWVUTSRQPONMLKJIHGFEDBA'].find((letter) => !taken.includes(letter));
  const code = unusedCode(place.layer.categories.map((category) => category.code));
  const category = { ...place.category, code, numericCode: '999' };
  const ahead = `${BigInt(version.split('.', 1)[0] ?? 0) + 1n}.0.0`;
  return [
    ...(layer === undefined
      ? []
      : [{ title: 'unknown layer', status: 404, values: { LayerCodeInput: layer } }]),
    { title: 'unknown category', status: 404, values: { CategoryCodeInput: code } },
    { title: 'unknown release', status: 404, values: { DataVersion: ahead } },
    { title: 'version ahead', status: 409, values: { DataVersion: ahead } },
    // 0.0.0 is older than every release that a target still keeps, unless 0.0.0 is what it serves.
    ...(compareVersions(version, '0.0.0') > 0
      ? [{ title: 'version long gone', status: 410, values: { DataVersion: '0.0.0' } }]
      : []),
    {
      title: 'unknown category',
      status: 422,
      values: {
        HfnInput: address({ ...place, category }, 'code'),
        MfaInput: address({ ...place, category }, 'numericCode'),
      },
    },
  ];
}

function unusedCode(taken: readonly string[]): string {
  const candidates = Array.from({ length: 1000 }, (_, index) => `Z${index}`.padEnd(3, '0'));
  const unused = ['ZZZ', 'QQQ', 'XXX', ...candidates].find((code) => !taken.includes(code));
  if (unused === undefined)
    throw new Error('the first layer uses every code that a case could send as unknown');
  return unused;
}

/** More addresses are slow to filter and find no more: the server treats them all alike. */
const mostLeaves = 1000;

/** Strings that a release has: a random string is nearly always an unknown code and always has the same response. */
export function textsOf(release: Release): string[] {
  const { version, layers, aliases } = release;
  const codes = layers.flatMap(({ code, categories }) => [code, ...categories.map((each) => each.code)]);
  const addresses = placesOf(release)
    .slice(0, mostLeaves)
    .flatMap((place) => [address(place, 'code'), address(place, 'numericCode').replace(/001$/, '1000.mp3')]);
  return [version, ...codes, ...addresses, ...aliases.map(({ alias }) => `${alias}.000`)];
}
