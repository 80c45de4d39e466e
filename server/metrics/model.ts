/** The metrics cannot be served at this address. */
export class MetricsNotServed extends Error {
  override name = 'MetricsNotServed';
  override readonly cause: NodeJS.ErrnoException;
  readonly host: string;
  readonly port: number;

  constructor(cause: NodeJS.ErrnoException, host: string, port: number) {
    super(`The metrics cannot be served: ${cause.message}`);
    this.cause = cause;
    this.host = host;
    this.port = port;
  }
}

/** Counts one response. `startedAt` is in milliseconds since 1970, as the log has it. */
export type CountResponse = (startedAt: number) => void;

/** What is counted while requests are handled. Without METRICS_PORT there is none, and nothing is measured. */
export interface Measurements {
  /** A request is being handled. Whoever calls `began` calls `ended`. */
  began(): void;
  ended(): void;
  /** @param status undefined when the client closed the connection before there was a response */
  responses(operation: string | undefined, status: number | undefined): CountResponse;
  /** As `responses`, from the response cache. Made once for each cached response: labels take time to look up. */
  replays(operation: string, status: number): CountResponse;
  /** A response that breaks the contract was sent. */
  brokenResponse(operation: string): void;
  problem(operation: string | undefined, slug: string): void;
  /** A client asked for a delta from a release that so many others follow. */
  deltaFrom(releasesBehind: number): void;
}
