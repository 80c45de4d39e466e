/** Where a source gives something: a JSON pointer (RFC 6901) in JSON, a line (the first is 1) in a table. */
export type SourceLocation = { readonly pointer: string } | { readonly line: number };

/** Something that keeps a source from being published as it is. */
export type Issue = SourceLocation & {
  /** The broken rule, a kebab-case id. */
  readonly rule: string;
  /** What is wrong, a sentence. */
  readonly detail: string;
  /** What to do about it, a sentence. */
  readonly remedy: string;
};

/** Something left out because of an issue, with all that is below it. */
export type Skipped = SourceLocation & {
  /** Its kind and path in codes, such as `category G.POP`; `?` stands for a code that is missing. */
  readonly what: string;
  /** How many nodes that are, itself included. */
  readonly nodes: number;
};

/** Nothing of the source can be used. */
export class UnreadableSourceError extends Error {
  readonly rule: string;
  readonly location: SourceLocation;

  constructor(rule: string, location: SourceLocation, detail: string) {
    super(detail);
    this.name = 'UnreadableSourceError';
    this.rule = rule;
    this.location = location;
  }
}
