import { withHeaders } from '../http/planned-request.ts';
import { bearer } from '../targets/credentials.ts';
import type { CaseFactory } from './negative-case.ts';
import { challenges, guarded } from './unauthenticated.ts';

/** 403: a good token that does not allow this, and a server that allows it to nobody. */
export const forbidden: CaseFactory = ({ contract, credentials, requestOf }) =>
  guarded(contract).flatMap((operation) => {
    const request = requestOf(operation);
    const refused = { operation, status: 403 };
    const insufficientScope = credentials?.insufficientScope;
    return [
      { ...refused, title: 'publishing is off', request, providerState: 'closed' },
      ...(insufficientScope === undefined
        ? []
        : [
            {
              ...refused,
              title: 'token without the scope',
              request: withHeaders(request, bearer(insufficientScope)),
              expects: challenges('insufficient_scope'),
            },
          ]),
    ];
  });
