import { withHeaders } from '../http/planned-request.ts';
import { bearer } from '../targets/credentials.ts';
import type { Provoke } from './provocation.ts';
import { challenges, guarded } from './unauthenticated.ts';

/** 403: a good token that does not allow this, and a server that allows it to nobody. */
export const forbidden: Provoke = ({ contract, credentials, requestOf }) =>
  guarded(contract).flatMap((operation) => {
    const request = requestOf(operation);
    const refused = { operation, status: 403 };
    const powerless = credentials?.powerless;
    return [
      { ...refused, title: 'publishing is off', request, condition: 'closed' },
      ...(powerless === undefined
        ? []
        : [
            {
              ...refused,
              title: 'token without the scope',
              request: withHeaders(request, bearer(powerless)),
              expects: challenges('insufficient_scope'),
            },
          ]),
    ];
  });
