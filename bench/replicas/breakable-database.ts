/** An empty database that can be made to fail. */
export interface BreakableDatabase {
  /** What it is and how it fails, for the report. */
  readonly kind: string;
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  drop(): Promise<void>;
}
