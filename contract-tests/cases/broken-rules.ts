/** 422: the content that is current, with one rule of publishing broken. */
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { asObject, type CaseFactory, wherever } from './negative-case.ts';

/** A node as a request has it. */
interface Draft {
  code: string;
  numericCode: string;
  name: string;
  replacedBy?: string;
  categories?: Draft[];
  subcategories?: Draft[];
}

/** The first subcategory with what is above it, and where it is. */
interface Spot {
  readonly layer: Draft;
  readonly category: Draft;
  readonly leaf: Draft;
  readonly path: string;
  readonly aliases: { alias: string; target: string }[];
}

const nowhere = 'Z.QQ9.QQ9';

const breaks: Readonly<Record<string, (spot: Spot) => unknown>> = {
  // Its number stays, and files out there carry it with its first meaning.
  'number-reused': ({ leaf }) => Object.assign(leaf, { code: 'QQ9' }),
  'number-unique': ({ category, leaf }) => category.subcategories?.push({ ...leaf, code: 'QQ9' }),
  'code-unique': ({ category, leaf }) => category.subcategories?.push({ ...leaf, numericCode: '999' }),
  'name-length': ({ leaf }) => Object.assign(leaf, { name: ' ' }),
  'composite-layer': ({ layer }) => Object.assign(layer, { numericCode: layer.code === 'C' ? '26' : '9' }),
  'replaced-by-target': ({ leaf }) => Object.assign(leaf, { replacedBy: nowhere }),
  'replaced-by-cycle': ({ leaf, path }) => Object.assign(leaf, { replacedBy: path }),
  'alias-target': ({ aliases }) => aliases.push({ alias: 'Z.QQ8.QQ8', target: nowhere }),
  'alias-cycle': ({ aliases }) => aliases.push({ alias: nowhere, target: nowhere }),
  'alias-unique': ({ aliases, path: target }) => {
    aliases.push({ alias: nowhere, target }, { alias: nowhere, target });
  },
  'alias-depth': ({ aliases, layer }) => aliases.push({ alias: nowhere, target: layer.code }),
  'alias-hides-node': ({ aliases, path }) => aliases.push({ alias: path, target: path }),
};

export const brokenRules: CaseFactory = (context) =>
  wherever(422, context)
    .filter(({ responses }) => responses.has(201))
    .flatMap((operation) =>
      Object.entries(breaks).map(([rule, edit]) => ({
        title: rule,
        operation,
        status: 422,
        needsData: true,
        request: { ...context.requestOf(operation), body: broken(context.release, edit) },
        expects: names(rule),
      })),
    );

function broken({ layers, aliases }: Release, edit: (spot: Spot) => unknown): object {
  const body = structuredClone({ layers, aliases }) as unknown as Pick<Spot, 'aliases'> & { layers: Draft[] };
  const [spot] = body.layers.flatMap((layer) =>
    (layer.categories ?? []).flatMap((category) =>
      (category.subcategories ?? []).map((leaf) => ({ layer, category, leaf })),
    ),
  );
  if (!spot) throw new Error('a release without a subcategory has no rule to break');
  const path = [spot.layer, spot.category, spot.leaf].map(({ code }) => code).join('.');
  edit({ ...spot, path, aliases: body.aliases });
  return body;
}

function names(rule: string) {
  return (_: ReceivedResponse, body: unknown): Failure[] => {
    const { errors } = asObject(body);
    const details = Array.isArray(errors) ? errors.map((error) => String(asObject(error).detail)) : [];
    if (details.some((detail) => detail.startsWith(`${rule}: `))) return [];
    return [{ where: 'body /errors', detail: `must name ${rule}, names ${details.join(' ').slice(0, 200)}` }];
  };
}
