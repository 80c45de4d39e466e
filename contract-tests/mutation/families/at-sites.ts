import { isObject, pointerTo } from '../../../contract/json.ts';
import type { Families } from '../mutant.ts';
import { type Site, sitesOf } from '../sites.ts';
import { jsonOf, withJson } from '../wire-response.ts';

export type Family = Families[string];
export type Change = (value: unknown) => unknown;

/** A family that changes values of a JSON body. A record of changes names what each of several does. */
export function atSites(changesOf: (site: Site) => Readonly<Record<string, Change>>): Family {
  return ({ contract, operation, response }) => {
    const body = jsonOf(response);
    const mediaType = response.headers['content-type']?.split(';', 1)[0] ?? '';
    const media = operation.responses.get(response.status)?.content.get(mediaType);
    if (body === undefined || !media) return [];
    return sitesOf(contract, media.schemaPointer, body).flatMap((site) =>
      Object.entries(changesOf(site)).map(([what, change]) => ({
        where: [site.path.reduce(pointerTo, ''), what].filter(Boolean).join(' '),
        apply: (live) => withJson(live, site.path, change),
      })),
    );
  };
}

/** A family that puts another value in the place of one; undefined where there is nothing to put. */
export function replacing(other: (site: Site) => unknown): Family {
  return atSites((site) => {
    const value = other(site);
    return value === undefined ? {} : { '': () => value };
  });
}

/** A family that changes arrays of at least `least` items. */
export function reordering(least: number, change: (items: readonly unknown[]) => readonly unknown[]): Family {
  return atSites(({ value }) =>
    Array.isArray(value) && value.length >= least ? { '': (live) => change(live as unknown[]) } : {},
  );
}

/** A family that drops some of the properties that an object has. */
export function dropping(names: (site: Site) => readonly string[]): Family {
  return atSites((site) => {
    const { value } = site;
    if (!isObject(value)) return {};
    const present = names(site).filter((name) => Object.hasOwn(value, name));
    return Object.fromEntries(present.map((name) => [name, without(name)]));
  });
}

/** A family that exchanges the values of two properties wherever an object has both. */
export function exchanging(one: string, other: string): Family {
  return atSites(({ value }) => {
    if (!isObject(value) || !Object.hasOwn(value, one) || !Object.hasOwn(value, other)) return {};
    return { '': (live) => ({ ...(live as object), [one]: value[other], [other]: value[one] }) };
  });
}

function without(name: string): Change {
  return (value) => {
    const { [name]: _, ...others } = value as Record<string, unknown>;
    return others;
  };
}
