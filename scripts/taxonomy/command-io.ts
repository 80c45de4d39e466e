/** What the command has of its process. */
export interface CommandIO {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Whether a person sees the talk as it comes. */
  readonly isTerminal: boolean;
  readonly data: (text: string) => unknown;
  readonly stderr: (text: string) => unknown;
}
