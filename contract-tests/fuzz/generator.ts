import type fc from 'fast-check';
import type { Contract } from '../../contract/model.ts';

/** What requests are generated from. */
export interface Source {
  readonly contract: Contract;
  /** The strings that mean something to the target and that the schema at a pointer takes. */
  known(pointer: string): readonly string[];
  /** Values that keep the schema at a pointer. */
  valid(pointer: string): fc.Arbitrary<unknown>;
}
