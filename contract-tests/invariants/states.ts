/** What is true of publishing, and of responses while the store is down and a release is in memory. */
import type { Failure } from '../../contract/check-response.ts';
import { compareWith } from '../../contract/compare-with-example.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { componentsOf } from '../../contract/schema-walk.ts';
import type { components } from '../../generated/api.ts';

/** By the component of the response. The check runs when the body has passed its schema. */
export const checksWhileStoreDown: Readonly<Record<string, (body: unknown) => Failure[]>> = {
  Health(body) {
    const { status, checks } = body as components['schemas']['Health'];
    const reported = [status, checks.store.status, checks.snapshot.status];
    return compareWith('a server without its store', ['degraded', 'down', 'up'], reported);
  },
};

/** Whether the body of an operation is a release: it goes to the store, and the rules of publishing apply. */
export function publishes({ document }: Contract, { requestBody }: Operation): boolean {
  const bodies = [...(requestBody?.content.values() ?? [])];
  return bodies.some(({ schemaPointer }) => componentsOf(document, schemaPointer).includes('ReleaseRequest'));
}
