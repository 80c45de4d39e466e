/** What to say, and do, when the current version is another one than a moment ago. */
export const someoneWasFirst =
  'Someone else published first; run the command again to start from their release.';

/** The command cannot do what was asked; the message is for the person who asked. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly exitCode: 1 | 2 | 3;

  constructor(message: string, exitCode: 1 | 2 | 3 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The result, which was said, is a refusal. */
export class CommandRefusedError extends Error {
  override name = 'CommandRefusedError';
}
