import pLimit from 'p-limit';
import { unavailable } from '../http/problem.ts';

export interface PublicationQueue {
  /** Runs a whole publication. Throws a 503 Problem when ten others wait or run. */
  admit<Value>(publication: () => Promise<Value>): Promise<Value>;
  /** Runs the part of a publication that prepares and stores the release: one at a time. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value>;
}

// Each publication holds a body of up to 32 MiB. Ten are done before a refused client tries again.
const maxPublications = 10;

export function createPublicationQueue(): PublicationQueue {
  const admitted = pLimit(maxPublications);
  const turns = pLimit(1);
  return {
    async admit(publication) {
      if (admitted.activeCount >= maxPublications) throw unavailable('Too many publications are queued.');
      return admitted(publication);
    },
    inTurn: (work) => turns(work),
  };
}
