/** A position in a source: a JSON pointer (RFC 6901) in JSON, a line number (from 1) in a table. */
export type SourceLocation = { readonly pointer: string } | { readonly line: number };

/** A problem of a source: with it, the source cannot be published as it is. */
export type Issue = SourceLocation & {
  /** The broken rule, a kebab-case id. */
  readonly rule: string;
  /** What is wrong, a sentence. */
  readonly detail: string;
  /** What to do about it, a sentence. */
  readonly remedy: string;
};

/** A node or entry that was left out because of an issue, with everything below it. */
export type Skipped = SourceLocation & {
  /** Its kind and path in codes, such as `category G.POP`; `?` stands for a missing code. */
  readonly what: string;
  /** The number of nodes left out, itself included. */
  readonly nodes: number;
};

/** Nothing in the source can be used. The message says what is wrong. */
export class UnreadableSourceError extends Error {
  override name = 'UnreadableSourceError';
  readonly rule: string;
  readonly location: SourceLocation;

  constructor(rule: string, location: SourceLocation, detail: string) {
    super(detail);
    this.rule = rule;
    this.location = location;
  }
}

/** A node or an alias as the source gives it, unchecked. */
export interface Draft {
  /** Named as in `Node` or `Alias`, with values of any type; absent when the source gives no object. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly children: readonly Draft[];
  /** What its reader found wrong. */
  readonly issues: readonly DraftIssue[];
  /** The location of a member, or of the whole draft if the member is not given. */
  readonly locationOf: (member?: string) => SourceLocation;
}

/** An issue of a draft; `member` is the member that causes it. */
export interface DraftIssue extends Pick<Issue, 'rule' | 'detail'> {
  readonly member?: string | undefined;
}

/** A part of the source of which no draft can be made. */
export interface Unusable extends DraftIssue, Pick<Skipped, 'what' | 'nodes'> {
  readonly location: SourceLocation;
}

/** What every format is read into. */
export interface DraftTaxonomy {
  readonly layers: readonly Draft[];
  readonly aliases: readonly Draft[];
  readonly unusable: readonly Unusable[];
  /** The location of what is wrong with the taxonomy as a whole, where it is not a JSON pointer. */
  readonly location?: SourceLocation;
}
