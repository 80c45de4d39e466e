import cliTruncate from 'cli-truncate';

export interface LoggedRequest {
  readonly method: string;
  /** Without the query, which may hold private data. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
}

const columns = 80;

/** One line of a terminal: a long path is cut in its middle. */
export function describeRequest(
  service: string,
  { method, path, status, milliseconds }: LoggedRequest,
): string {
  const head = `${service.padEnd(5)} ${status} ${String(Math.round(milliseconds)).padStart(5)} ms  ${method} `;
  return head + cliTruncate(path, columns - head.length, { position: 'middle' });
}
