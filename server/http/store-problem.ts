import { StoreUnavailable } from '../store/store.ts';
import { type ProblemTranslator, unavailable } from './problem.ts';

export const storeProblem: ProblemTranslator = (error, request) => {
  if (!(error instanceof StoreUnavailable)) return undefined;
  request.log.warn({ err: error }, 'the store of releases does not answer');
  return unavailable('The store of releases does not answer.');
};
