import { compareWith } from '../../contract/compare-with-example.ts';
import { asObject, type Provoke } from './provocation.ts';

/** The store is down and a release is in memory: health is degraded, and reads go on. */
export const storeDown: Provoke = ({ contract, requestOf }) =>
  contract.operations.map((operation) => ({
    title: 'store down',
    operation,
    status: 200,
    request: requestOf(operation),
    condition: 'storeless',
    beyond: 'reads while the store is down',
    expects(_, body) {
      if (operation.id !== 'getHealth') return [];
      const { status, checks } = asObject(body);
      const { store, snapshot } = asObject(checks);
      const seen = [status, asObject(store).status, asObject(snapshot).status];
      return compareWith('a server without its store', ['degraded', 'down', 'up'], seen);
    },
  }));
