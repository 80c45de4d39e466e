/** Converts addresses with the code of the service, and reports what is wrong with one as the service does. */
import { memoise } from '../../../contract/memoise.ts';
import type { components } from '../../../generated/api.ts';
import { type Conversion, convertHfnToMfa, convertMfaToHfn } from '../../../taxonomy/conversion.ts';
import { TaxonomyError } from '../../../taxonomy/error.ts';
import { createSnapshot, type Snapshot } from '../../../taxonomy/snapshot.ts';
import type { Layer, Release } from '../../../taxonomy/tree.ts';

type Schemas = components['schemas'];

/** A problem of the service without the members that need a request, and without its title. */
export type AddressProblem =
  | Omit<Schemas['MalformedAddress'], 'title'>
  | Omit<Schemas['UnknownAddress'], 'title'>;

/** Exactly one of both, as a call of the service returns it. */
export type Converted =
  | { readonly data: Schemas['Conversion']; readonly problem?: never }
  | { readonly data?: never; readonly problem: AddressProblem };

export interface Conversions {
  /** Both forms of an address that is given as HFN, or the problem that the service reports. */
  hfnToMfa(hfn: string): Converted;
  /** Both forms of an address that is given as MFA, or the problem that the service reports. */
  mfaToHfn(mfa: string): Converted;
}

/** Each layer is indexed when an address first names it. A new release has most layers in common with the one before. */
const indexOf = memoise((layer: Layer) => createSnapshot({ ...noRelease, layers: [layer] }));
const noRelease: Release = { version: '', checksum: '', lastUpdated: '', layers: [], aliases: [] };

export function createConversions(release: Release): Conversions {
  // No conversion reads the counts, which are those of no layers.
  const none = createSnapshot({ ...release, layers: [] });
  const layers = new Map<string, Layer>();
  for (const layer of release.layers) layers.set(layer.code, layer).set(layer.numericCode, layer);
  const indexAt = (path: string): Snapshot => {
    const layer = layers.get(path.slice(0, path.indexOf('.')));
    return layer ? indexOf(layer) : none;
  };
  const whole: Snapshot = {
    ...none,
    release,
    findByHfn: (path) => indexAt(path).findByHfn(path),
    findByMfa: (path) => indexAt(path).findByMfa(path),
    findCategory: (path) => indexAt(path).findCategory(path),
  };
  return {
    hfnToMfa: (hfn) => converted(() => convertHfnToMfa(whole, hfn)),
    mfaToHfn: (mfa) => converted(() => convertMfaToHfn(whole, mfa)),
  };
}

function converted(convert: () => Conversion): Converted {
  try {
    return { data: { ...convert(), success: true } };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function problemOf(error: unknown): AddressProblem {
  if (error instanceof TaxonomyError) {
    const { message: detail, details } = error;
    if (details.code === 'malformed-address')
      return { type: '/problems/malformed-address', status: 400, detail };
    if (details.code === 'unknown-address') {
      const { code, ...members } = details;
      return { type: `/problems/${code}`, status: 422, detail, ...members };
    }
  }
  throw error;
}
