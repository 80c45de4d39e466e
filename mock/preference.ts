import { getHttpConfigFromRequest } from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js';
import type { MockRequest, Refusal } from './exchange.ts';
import type { Preference } from './prism.ts';

/** The query parameters that Prism takes in place of the header Prefer, for links in a browser. */
export const preferenceParameters = ['__code', '__example', '__dynamic', '__seed'];

/** What the caller prefers, as Prism documents it; undefined where nothing is said that Prism knows. */
export function readPreference({ headers, query }: MockRequest): Preference | Refusal | undefined {
  const { prefer } = headers;
  const outcome = getHttpConfigFromRequest({
    url: { path: '', query: Object.fromEntries(query) },
    headers: typeof prefer === 'string' ? { prefer } : {},
  });
  if (outcome._tag === 'Left') {
    const { message: detail } = outcome.left;
    return { slug: 'invalid-request', detail, errors: [{ pointer: '/headers/prefer', detail }] };
  }
  const preference = Object.entries(outcome.right).filter(([, value]) => value !== undefined);
  return preference.length > 0 ? Object.fromEntries(preference) : undefined;
}
