import { compareWith } from '../../contract/compare-with-example.ts';
import type { Operation } from '../../contract/model.ts';
import { asObject, type CaseFactory } from './negative-case.ts';

/** The store is down and a release is in memory: health is degraded, reads go on, and nothing can be published. */
export const storeDown: CaseFactory = (context) => [...reads(context), ...writes(context)];

const publishes = ({ responses }: Operation) => responses.has(201);

const writes: CaseFactory = ({ contract, requestOf }) =>
  contract.operations.filter(publishes).map((operation) => ({
    title: 'store down',
    operation,
    status: 503,
    request: requestOf(operation),
    providerState: 'storeless',
  }));

const reads: CaseFactory = ({ contract, requestOf }) =>
  contract.operations
    .filter((operation) => !publishes(operation))
    .map((operation) => ({
      title: 'store down',
      operation,
      status: 200,
      request: requestOf(operation),
      providerState: 'storeless',
      group: 'reads while the store is down',
      expects(_, body) {
        if (operation.id !== 'getHealth') return [];
        const { status, checks } = asObject(body);
        const { store, snapshot } = asObject(checks);
        const seen = [status, asObject(store).status, asObject(snapshot).status];
        return compareWith('a server without its store', ['degraded', 'down', 'up'], seen);
      },
    }));
