import type { PlannedRequest } from '../http/planned-request.ts';
import type { Inputs } from './inputs.ts';

/** One thing wrong with what is sent. */
export interface Fault {
  /** `query since repeated`, `body /hfn pattern`. */
  readonly fault: string;
  /** What the contract answers to that. */
  readonly status: number;
}

export interface InvalidRequest extends Fault {
  readonly request: PlannedRequest;
}

export interface WrongInputs extends Fault {
  readonly inputs: Inputs;
}
