import { TaxonomyError, type Violation } from '../../taxonomy/error.ts';
import { type PreparedRelease, prepareRelease, type Unchanged } from '../../taxonomy/publication.ts';
import type { Schema } from '../operation-types.ts';
import type { Current } from '../store/store.ts';

/** What the next release is made of. */
export interface Order extends Pick<Current, 'release' | 'history'> {
  readonly body: Schema['ReleaseRequest'];
  readonly now: Date;
}

export interface Unpublishable {
  readonly violations: readonly Violation[];
}

/** Plain JSON, so that a thread can send it. */
export type Outcome = PreparedRelease | Unchanged | Unpublishable;

export function prepare({ release: current, history, body, now }: Order): Outcome {
  const { bump, layers, aliases } = body;
  try {
    return prepareRelease({ current, history, taxonomy: { layers, aliases }, bump, now });
  } catch (error) {
    if (!(error instanceof TaxonomyError) || error.details.code !== 'rule-violation') throw error;
    return { violations: error.details.violations };
  }
}
