/** A part of the schema of mutation testing reports, as Stryker writes it. Lines and columns begin at 1. */
export interface StrykerReport {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly StrykerMutant[] }>
  >;
}

export interface StrykerMutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Why no test has to kill some mutants. An entry of docs/mutants.yaml. */
export interface Reason {
  readonly reason: string;
  /** One description a line, as `describeMutant` writes it. */
  readonly mutants: string;
}

export interface Survivor {
  /** `file:line:column`. */
  readonly place: string;
  /** What identifies it when lines move; equal mutants of one file have the same. */
  readonly description: string;
  /** Absent when docs/mutants.yaml does not list it. */
  readonly reason?: string;
}

export interface FolderSummary {
  readonly folder: string;
  readonly mutants: number;
  readonly killed: number;
  readonly timeout: number;
  /** The percentage of mutants that are killed or time out. Those with a reason count, too. */
  readonly score: number;
  readonly survivors: readonly Survivor[];
  /** Lines of docs/mutants.yaml about files of this folder that match no survivor. */
  readonly unused: readonly string[];
}
