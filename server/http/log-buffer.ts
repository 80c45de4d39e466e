/** Log lines that are not written yet. The service never waits for whoever reads its log, and its memory is bounded. */

/** Writes what fits now and returns how many bytes that were; 'lost' when these bytes can never be written. */
export type TryWrite = (bytes: Buffer) => number | 'lost';

export interface LogBuffer {
  /** Keeps the lines for `flush`, or drops them when the buffer is full. */
  add(lines: readonly string[]): void;
  /** Writes as much as is accepted. Returns whether nothing waits any more. */
  flush(): boolean;
  /** How many lines were dropped so far. */
  dropped(): number;
}

interface Batch {
  readonly bytes: Buffer;
  readonly lines: number;
}

/** @param resumed called when lines are accepted again, with the number of lines dropped since the last call */
export function createLogBuffer(
  tryWrite: TryWrite,
  maxBytes: number,
  resumed: (dropped: number) => void,
): LogBuffer {
  const waiting: Batch[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let reported = 0;
  /** 'blocked' when a part of the batch is left. */
  const write = ({ bytes, lines }: Batch): 'written' | 'lost' | 'blocked' => {
    const written = tryWrite(bytes);
    waitingBytes -= written === 'lost' ? bytes.length : written;
    if (written === 'lost') dropped += lines;
    else if (written < bytes.length) {
      waiting[0] = { bytes: bytes.subarray(written), lines };
      return 'blocked';
    }
    waiting.shift();
    return written === 'lost' ? 'lost' : 'written';
  };
  /** Not called while `flush` works on the batches: the caller logs the number, and so adds another batch. */
  const report = () => {
    const lines = dropped - reported;
    reported = dropped;
    if (lines > 0) resumed(lines);
  };
  return {
    add(lines) {
      const bytes = Buffer.from(lines.join(''));
      if (waitingBytes + bytes.length > maxBytes) {
        dropped += lines.length;
        return;
      }
      waiting.push({ bytes, lines: lines.length });
      waitingBytes += bytes.length;
    },
    flush() {
      let isAccepted = false;
      for (let [first] = waiting; first; [first] = waiting) {
        const result = write(first);
        if (result === 'blocked') break;
        isAccepted = result === 'written';
      }
      if (isAccepted) report();
      return waiting.length === 0;
    },
    dropped: () => dropped,
  };
}
