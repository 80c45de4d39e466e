/** Responses whose headers break the contract. */
import type { ResponseDefinition } from '../../../contract/model.ts';
import { readContentType } from '../../../contract/payload.ts';
import { declaredResponse } from '../../../contract/read-responses.ts';
import type { Mutation, Mutators, Subject } from '../mutant.ts';
import { withHeader } from '../wire-response.ts';
import type { Mutator } from './at-locations.ts';

const UNDECLARED = { 'x-powered-by': 'Express', 'x-cache': 'HIT' };
/** Correct on a response that no cache stores. A cache would send one client's quota to all others. */
const QUOTA = { ratelimit: '"requests"; r=1; t=1' };
const OTHER_CACHING: Readonly<Record<string, string>> = {
  'no-store': 'public, no-cache',
  'public, no-cache': 'no-store',
};
const OTHER_TYPE: Readonly<Record<string, string>> = {
  'application/json': 'application/problem+json',
  'application/problem+json': 'application/json',
};
const UNUSUAL_TYPES = ['text/html; charset=utf-8', 'audio/ogg'];

export const headerMutators: Mutators = {
  'header dropped': (subject) => {
    const required = [...declared(subject)].filter(([, header]) => header.required);
    return ['content-type', ...required.map(([name]) => name)].flatMap((name) =>
      change(subject, name, () => undefined),
    );
  },
  'header malformed': (subject) =>
    [...declared(subject).keys()].flatMap((name) => breaking(subject, name, (value) => `?${value}`)),
  'undeclared header added': (subject) =>
    Object.entries(isCached(subject) ? { ...UNDECLARED, ...QUOTA } : UNDECLARED)
      .filter(([name]) => !declared(subject).has(name))
      .map(([name, value]) => ({ where: name, apply: (live) => withHeader(live, name, value) })),
  'Vary shortened': (subject) =>
    declared(subject).has('vary') ? change(subject, 'vary', () => 'Accept-Encoding') : [],
  'caching of another response': (subject) =>
    breaking(subject, 'cache-control', (value) => OTHER_CACHING[value]),
  'weak ETag': (subject) => breaking(subject, 'etag', (etag) => `W/${etag}`),
  'wrong content type': (subject) =>
    change(subject, 'content-type', () => UNUSUAL_TYPES.find((type) => !declares(subject, type))),
  'JSON and problem confused': (subject) => {
    const { mediaType } = readContentType(subject.response.headers['content-type']);
    const other = OTHER_TYPE[mediaType];
    if (other === undefined || declares(subject, other)) return [];
    return change(subject, 'content-type', (value) => value.replace(mediaType, other));
  },
  'wrong charset': changing('content-type', (value) => `${value.split(';', 1)[0]}; charset=latin1`),
  'wrong content encoding': ({ response }) =>
    response.body.length === 0
      ? []
      : [
          {
            where: 'content-encoding',
            apply: (live) =>
              withHeader(
                live,
                'content-encoding',
                live.headers['content-encoding'] === 'gzip' ? 'br' : 'gzip',
              ),
          },
        ],
  'CORS header dropped': (subject) =>
    'origin' in subject.request.headers
      ? change(subject, 'access-control-allow-origin', () => undefined)
      : [],
  'CORS for another origin': (subject) =>
    'origin' in subject.request.headers
      ? change(subject, 'access-control-allow-origin', () => 'https://elsewhere.example')
      : [],
  'request id not echoed': (subject) =>
    subject.request.headers['x-request-id'] === subject.response.headers['x-request-id']
      ? change(subject, 'x-request-id', () => 'made-up')
      : [],
};

/** Only an invariant can kill these: it compares the ETag with that of another response. */
export const etagMutators: Mutators = {
  'wrong ETag': changing('etag', (etag) => `"${[...etag.slice(1, -1)].reverse().join('')}"`),
};

function isCached({ response }: Subject): boolean {
  return response.status === 200 && response.headers['cache-control'] !== 'no-store';
}

function declared({ operation, response }: Subject): ResponseDefinition['headers'] {
  return declaredResponse(operation, response.status)?.headers ?? new Map();
}

function declares({ operation, response }: Subject, contentType: string): boolean {
  const { mediaType } = readContentType(contentType);
  return declaredResponse(operation, response.status)?.content.has(mediaType) ?? false;
}

/** Changes a header, unless its schema allows the new value. */
function breaking(subject: Subject, name: string, to: (value: string) => string | undefined): Mutation[] {
  const { contract, response } = subject;
  const header = declared(subject).get(name);
  const value = to(response.headers[name] ?? '');
  if (header && value !== undefined && contract.validate(header.schemaPointer, value).length === 0) return [];
  return change(subject, name, to);
}

function changing(name: string, to: (value: string) => string | undefined): Mutator {
  return (subject) => change(subject, name, to);
}

/** Changes a header; no mutation when the response lacks it. */
function change({ response }: Subject, name: string, to: (value: string) => string | undefined): Mutation[] {
  if (response.headers[name] === undefined) return [];
  return [{ where: name, apply: (live) => withHeader(live, name, to(live.headers[name] ?? '')) }];
}
