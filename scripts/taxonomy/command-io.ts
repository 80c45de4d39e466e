/** What the command takes from its process, how it prints, and how it fails. */
export interface CommandIO {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Whether stderr is a terminal, on which progress is shown. */
  readonly isTerminal: boolean;
  /** Asks a person and resolves with the answer; absent unless stdin and stderr are a terminal. */
  readonly ask?: (question: string) => Promise<string>;
  readonly stdout: (text: string) => unknown;
  readonly stderr: (text: string) => unknown;
}

/** Prints the result to stdout and a hint to stderr. With --json, prints only `data`, as JSON. */
export function print(
  { json, stdout, stderr }: CommandIO & { readonly json?: true },
  result: { readonly data: unknown; readonly text?: string; readonly hint?: string },
): void {
  if (json) stdout(`${JSON.stringify(result.data, null, 2)}\n`);
  else {
    if (result.hint) stderr(`${result.hint}\n`);
    if (result.text) stdout(`${result.text}\n`);
  }
}

/** Shows a step on one line that the next step overwrites. Prints nothing unless stderr is a terminal. */
export function showProgress({ isTerminal, stderr }: CommandIO, step = ''): void {
  if (isTerminal) stderr(`\r\u001b[K${step}`);
}

/** The command cannot do what was requested. The message is printed. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly exitCode: 1 | 2 | 3;

  constructor(message: string, exitCode: 1 | 2 | 3 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The file was refused, and the reasons have been printed. */
export class CommandRefusedError extends Error {
  override name = 'CommandRefusedError';
}
