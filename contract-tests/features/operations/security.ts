import type { Handlers } from '../../../server/handler.ts';
import { Problem } from '../../../server/http/problem.ts';
import { represent } from '../../../server/http/representation.ts';

type Caller = { readonly scheme: string } | undefined;

function schemeOf<Name extends string>(caller: Caller, name: Name): { scheme: Name } {
  if (caller?.scheme !== name) throw new Error(`${caller?.scheme} calls, not ${name}`);
  return { scheme: name };
}

const catalogue = await represent<{ name: string }>(Buffer.from('{"name":"ball"}'), 'application/json');

export const handlers = {
  getWithToken: ({ caller }) => ({ status: 200, body: schemeOf(caller, 'publisher') }),
  postWithScopes: ({ caller }) => ({ status: 200, body: schemeOf(caller, 'publisher') }),
  getPrecomputed: () => ({ status: 200, body: catalogue }),
  getWithKey: ({ caller }) => ({ status: 200, body: schemeOf(caller, 'partnerKey') }),
  putWithKey: ({ caller }) => ({ status: 200, body: schemeOf(caller, 'partnerKey') }),
  getWithQueryKey: ({ caller, query }) => ({
    status: 200,
    body: { ...schemeOf(caller, 'queryKey'), ...query },
  }),
  getWithPassword: ({ caller }) => ({ status: 200, body: schemeOf(caller, 'password') }),
  getWithEither: ({ caller }) => ({ status: 200, body: { known: caller !== undefined } }),
  getOptionally: () => ({ status: 200, body: { open: true } }),
  getOpenly: ({ caller }) => ({ status: 200, body: { known: caller !== undefined } }),
  getByRoot: ({ caller }) => ({ status: 200, body: schemeOf(caller, 'publisher') }),
} satisfies Partial<Handlers>;

export const wrong = {
  getWithToken: () => ({ status: 200, body: { scheme: 'nobody' } }),
  postWithScopes: () => ({ status: 200, body: { scheme: 'nobody' } }),
  getPrecomputed: () => ({ status: 200, body: { name: 'ball' } }),
  getWithKey: ({ caller }) => {
    throw new Problem('forbidden', `${caller?.scheme} may not.`);
  },
  putWithKey: ({ caller }) => {
    throw new Problem('forbidden', `${caller?.scheme} may not.`);
  },
  getWithQueryKey: () => ({ status: 200, body: { scheme: 'queryKey' } }),
  getWithPassword: ({ caller }) => {
    throw new Problem('forbidden', `${caller?.scheme} may not.`);
  },
  getWithEither: () => ({ status: 200, body: { known: false } }),
  // Demands what is optional.
  getOptionally: ({ caller }) => {
    if (!caller) throw new Problem('unauthenticated', 'Who are you?');
    return { status: 200, body: { open: true } };
  },
  getOpenly: () => ({ status: 200, body: { known: true } }),
  getByRoot: () => ({ status: 200, body: { scheme: 'nobody' } }),
} satisfies Partial<Handlers>;
