import { type ProblemTranslator, unavailable } from './problem.ts';
import { StoreUnavailable } from './store/store.ts';

export const storeProblem: ProblemTranslator = (error, request) => {
  if (!(error instanceof StoreUnavailable)) return undefined;
  request.log.warn({ err: error }, 'the store of releases does not answer');
  return unavailable('The store of releases does not answer.');
};
