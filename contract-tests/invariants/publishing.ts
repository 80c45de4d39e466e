/** Responses to a publication: 200, 201, 409, and 422 for a reused key, removals or a broken rule. */
import { randomUUID } from 'node:crypto';
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import { compareWith } from '../../contract/compare-with-example.ts';
import type { Operation } from '../../contract/model.ts';
import { expandPath } from '../../contract/paths.ts';
import { completeScenarios } from '../../contract/scenarios.ts';
import { routes } from '../../generated/operations.ts';
import { diff } from '../../taxonomy/diff.ts';
import { countRemovals } from '../../taxonomy/removals.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { asObject, type CaseContext, type CaseFactory, type NegativeCase } from '../cases/negative-case.ts';
import { type PlannedRequest, withHeaders } from '../http/planned-request.ts';
import { authorized } from '../targets/credentials.ts';
import { publishes } from './states.ts';

function publishingOperations({ contract, operations }: CaseContext): readonly Operation[] {
  return operations.filter((operation) => publishes(contract, operation));
}

const note = 'Corrects a name ♫';

export const publications: CaseFactory = (context) =>
  publishingOperations(context).flatMap((operation) => {
    const request = publication(operation, context);
    return [
      {
        title: 'content is current already',
        operation,
        status: 200,
        request: context.requestOf(operation),
        expects: checkVersion,
      },
      {
        title: 'follows the current version',
        operation,
        status: 201,
        providerState: 'publishing',
        request,
        expects: checkVersion,
      },
      {
        title: 'with a note',
        operation,
        status: 201,
        providerState: 'publishing',
        // A mock responds with its example.
        needsData: true,
        request: { ...request, body: { ...asObject(request.body), note } },
        expects: (_: ReceivedResponse, body: unknown) =>
          compareWith('the request', note, asObject(body).note),
      },
      sentAgain(operation, request),
      keyReused(operation, request),
      { title: 'another publication was first', operation, status: 409, providerState: 'raced', request },
    ];
  });

/** 422: only one layer remains, and the count of removals is missing or wrong. */
export const removals: CaseFactory = (context) =>
  publishingOperations(context).flatMap((operation) => {
    const { removed, body } = mostRemoved(context.release);
    const { 'removals-confirmed': _, ...headers } = context.requestOf(operation).headers;
    const request = { ...context.requestOf(operation), headers, body };
    const refused = {
      operation,
      status: 422,
      // A target that lacks this check would lose its data, so no other target than ours gets the request.
      providerState: 'publishing' as const,
      needsData: true as const,
      expects: (_: ReceivedResponse, body: unknown) =>
        compareWith('the problem', removed, asObject(body).removals),
    };
    const wrong = withHeaders(request, { 'removals-confirmed': String(removed + 1) });
    return [
      { ...refused, title: 'removals not confirmed', request },
      { ...refused, title: 'another number of removals confirmed', request: wrong },
    ];
  });

function mostRemoved(release: Release) {
  const { layers, aliases } = release;
  const body = { layers: layers.slice(0, 1), aliases: [] };
  return { removed: countRemovals(diff({ layers, aliases }, body)), body };
}

/** The request of the scenario that publishes. */
function publication(operation: Operation, { credentials }: CaseContext): PlannedRequest {
  const scenario = completeScenarios(operation).find(({ status }) => status === 201);
  if (!scenario) throw new Error(`${operation.id} has no scenario with status 201`);
  return authorized(operation, scenario.request, credentials);
}

/** A caller that lost the response and sends the request again gets the same response. Nothing is published twice. */
function sentAgain(operation: Operation, request: PlannedRequest): NegativeCase {
  const shown = ({ headers, body }: ReceivedResponse) => {
    return { location: headers.location, etag: headers.etag, body };
  };
  let first: ReceivedResponse | undefined;
  return {
    title: 'sent again with its Idempotency-Key',
    operation,
    status: 201,
    providerState: 'publishing',
    request: withHeaders(request, { 'idempotency-key': randomUUID() }),
    async prepare(send, prepared) {
      first = await send(prepared);
      return prepared;
    },
    expects: (received) =>
      first
        ? compareWith('the first response', shown(first), shown(received))
        : [{ where: 'request', detail: 'was not sent a first time' }],
  };
}

function keyReused(operation: Operation, request: PlannedRequest): NegativeCase {
  return {
    title: 'Idempotency-Key of another publication',
    operation,
    status: 422,
    providerState: 'publishing',
    needsData: true,
    request: withHeaders(request, { 'idempotency-key': randomUUID() }),
    async prepare(send, prepared) {
      await send({ ...prepared, body: { ...asObject(request.body), aliases: [] } });
      return prepared;
    },
    expects: (_, body) => compareWith('the problem', '/problems/idempotency-key-reused', asObject(body).type),
  };
}

/** ETag and Location name the version in the body. */
function checkVersion({ status, headers }: ReceivedResponse, body: unknown): Failure[] {
  const { version } = asObject(body);
  const location = expandPath(routes.getRelease.path, { version: String(version) });
  const expected = { etag: `"${version}"`, ...(status === 201 && { location }) };
  const received = Object.fromEntries(Object.keys(expected).map((name) => [name, headers[name]]));
  return compareWith('the version', expected, received);
}

/** A node of a request body. */
interface Draft {
  code: string;
  numericCode: string;
  name: string;
  description?: string;
  replacedBy?: string;
  categories?: Draft[];
  subcategories?: Draft[];
}

/** The first subcategory of a request body, with its parents and its path. */
interface FirstLeaf {
  readonly layers: Draft[];
  readonly layer: Draft;
  readonly category: Draft;
  readonly leaf: Draft;
  readonly path: string;
  readonly aliases: { alias: string; target: string }[];
}

const nowhere = 'Z.QQ9.QQ9';

/** By rule: an edit that breaks it. */
const edits: Readonly<Record<string, (first: FirstLeaf) => unknown>> = {
  // The number keeps its first meaning in the files that already carry it.
  'number-reused': ({ leaf }) => Object.assign(leaf, { code: 'QQ9' }),
  'number-unique': ({ category, leaf }) => category.subcategories?.push({ ...leaf, code: 'QQ9' }),
  'code-unique': ({ category, leaf }) => category.subcategories?.push({ ...leaf, numericCode: '999' }),
  'name-length': ({ leaf }) => Object.assign(leaf, { name: ' ' }),
  'name-space': ({ leaf }) => Object.assign(leaf, { name: `${leaf.name} ` }),
  'name-control': ({ leaf }) => Object.assign(leaf, { name: `\u0007${leaf.name}` }),
  'name-direction': ({ leaf }) => Object.assign(leaf, { name: `\u202e${leaf.name}` }),
  'name-invisible': ({ leaf }) => Object.assign(leaf, { name: '\u200b' }),
  'description-space': ({ leaf }) => Object.assign(leaf, { description: ' Begins with a space' }),
  'description-control': ({ leaf }) => Object.assign(leaf, { description: 'Two\nlines' }),
  'description-direction': ({ leaf }) => Object.assign(leaf, { description: 'Turned \u202earound' }),
  'description-invisible': ({ leaf }) => Object.assign(leaf, { description: '\u200b' }),
  'malformed-text': ({ leaf }) => Object.assign(leaf, { name: `${leaf.name}\ud800` }),
  'layer-required': ({ layers }) => layers.splice(0),
  'child-required': ({ category }) => category.subcategories?.splice(0),
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

/** 422: the current content with one edit that breaks a rule of publishing. */
export const brokenRules: CaseFactory = (context) =>
  publishingOperations(context).flatMap((operation) =>
    Object.entries(edits).map(([rule, edit]) => ({
      title: rule,
      operation,
      status: 422,
      // As with removals: a target that lacks the rule would publish this.
      providerState: 'publishing',
      needsData: true,
      request: { ...context.requestOf(operation), body: edited(context.release, edit) },
      expects: expectViolation(rule),
    })),
  );

function edited({ layers, aliases }: Release, edit: (first: FirstLeaf) => unknown): object {
  const body = structuredClone({ layers, aliases }) as unknown as Pick<FirstLeaf, 'layers' | 'aliases'>;
  const [first] = body.layers.flatMap((layer) =>
    (layer.categories ?? []).flatMap((category) =>
      (category.subcategories ?? []).map((leaf) => ({ layer, category, leaf })),
    ),
  );
  if (!first) throw new Error('a release without a subcategory has no rule to break');
  const path = [first.layer, first.category, first.leaf].map(({ code }) => code).join('.');
  edit({ ...first, ...body, path });
  return body;
}

function expectViolation(rule: string) {
  return (_: ReceivedResponse, body: unknown): Failure[] => {
    const { errors } = asObject(body);
    const details = Array.isArray(errors) ? errors.map((error) => String(asObject(error).detail)) : [];
    if (details.some((detail) => detail.startsWith(`${rule}: `))) return [];
    return [{ where: 'body /errors', detail: `must name ${rule}, names ${details.join(' ').slice(0, 200)}` }];
  };
}
