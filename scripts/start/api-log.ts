// What the log of the API, which is JSON, shows on the terminal of npm start.
import { describeRequest } from '../../lib/request-line.ts';
import { explainError } from './explain-error.ts';

interface Entry {
  readonly level: number;
  readonly msg: string;
  readonly req?: { readonly method: string; readonly path: string };
  readonly res?: { readonly status: number };
  readonly responseTime?: number;
  readonly err?: { readonly message: string };
}

const infoLevel = 30;

export interface ApiLog {
  /** The API serves: it has started, or has taken over an edited contract. */
  serves(): void;
  refusesContract(reason: string): void;
  request(line: string): void;
  other(line: string): void;
}

export function readApiLog(line: string, log: ApiLog): void {
  const entry = parse(line);
  if (entry) readEntry(entry, log);
  else log.other(line);
}

function readEntry({ level, msg, req, res, responseTime: milliseconds = 0, err }: Entry, log: ApiLog): void {
  const isServing = msg === 'listening' || msg === 'contract reloaded';
  // The place in our code where a contract is refused helps nobody.
  const isRefused = msg.startsWith('the edited contract cannot be served');
  if (isServing) log.serves();
  else if (isRefused) log.refusesContract(err?.message.split('\n', 1)[0] ?? msg);
  else if (req && res) log.request(describeRequest('API', { ...req, ...res, milliseconds }));
  else if (err) log.other(`API   ${msg}: ${explainError(err)}`);
  else if (level > infoLevel) log.other(`API   ${msg}`);
}

function parse(line: string): Entry | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
