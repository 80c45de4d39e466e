/** What every format is read into: nodes and aliases as the source gives them, nothing checked yet. */
import type { SourceLocation } from './issue.ts';

/** A node or an alias. */
export interface Draft {
  /** Named as in `Node` or `Alias`, of any type; absent when the source gives nothing that has members. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly children: readonly Draft[];
  /** What its reader found wrong with it. */
  readonly faults: readonly Fault[];
  /** Where the source gives a member, or the whole when it does not give that member or none is named. */
  readonly locationOf: (member?: string) => SourceLocation;
}

export interface Fault {
  readonly rule: string;
  readonly detail: string;
  readonly member?: string | undefined;
}

/** A part of the source that no draft could be made of. */
export interface Unusable {
  readonly location: SourceLocation;
  readonly what: string;
  readonly nodes: number;
  readonly rule: string;
  readonly detail: string;
}

export interface DraftTaxonomy {
  readonly layers: readonly Draft[];
  readonly aliases: readonly Draft[];
  readonly unusable: readonly Unusable[];
}
