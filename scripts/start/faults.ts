export interface Fault {
  /** What follows from it: `API stopped`. */
  readonly effect: string;
  readonly reason: string;
}

export interface Faults {
  /** Replaces the fault of this source; undefined: it has none. */
  set(source: string, fault: Fault | undefined): void;
}

// A file may be half written, or the contract may be saved before its handler.
const patienceMs = 200;

/** Prints one line for each fault that lasts, and one line when all are mended. */
export function createFaults(print: (line: string) => void): Faults {
  const present = new Map<string, Fault>();
  let shown = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const show = () => {
    const reasons = new Set<string>();
    for (const { effect, reason } of present.values()) {
      if (!shown.has(reason) && !reasons.has(reason)) print(`${effect}: ${reason}`);
      reasons.add(reason);
    }
    if (shown.size > 0 && reasons.size === 0) print('API works again');
    shown = reasons;
  };
  return {
    set(source, fault) {
      if (fault) present.set(source, fault);
      else if (!present.delete(source)) return;
      clearTimeout(timer);
      timer = setTimeout(show, patienceMs);
    },
  };
}
