/** Which stored data was found damaged. Each read replaces what the read of the same data found before. */
/** What is damaged of a release. `release`: its row or its tree. `gap`: its reverse delta, and a tree beside it. */
type DamagedPart = 'release' | 'provenance' | 'delta' | 'gap';

/**
 * Stored data that is not what was published. The message never repeats the data. `name` is the version of the
 * release, or `#2` for the second release when its version cannot be read.
 */
export class DamagedRelease extends Error {
  override name = 'DamagedRelease';
  readonly release: string;
  readonly reason: string;
  readonly part: DamagedPart;

  constructor(release: string, reason: string, part: DamagedPart = 'release') {
    super(`Release ${release} is damaged in the store: ${reason}.`);
    this.release = release;
    this.reason = reason;
    this.part = part;
  }
}

export interface Damage {
  readonly all: readonly DamagedRelease[];
  /** Why nothing can be published. */
  readonly blocking?: DamagedRelease;
}

export interface DamageLog {
  /** @param read what was read: `list`, `history`, or the version of a release */
  record(read: string, found: readonly DamagedRelease[]): void;
  /** @param newest the name of the newest release */
  setNewest(newest: string | undefined): void;
  damage(): Damage;
}

export function createDamageLog(): DamageLog {
  const found = new Map<string, readonly DamagedRelease[]>();
  let newest: string | undefined;
  return {
    record(read, damages) {
      if (damages.length > 0) found.set(read, damages);
      else found.delete(read);
    },
    setNewest(name) {
      newest = name;
    },
    damage() {
      const all = [...found.values()].flat();
      // The rules about history need every reverse delta: without one, a retired code could be given again.
      const blocking = all.find(
        ({ part, release }) => part === 'gap' || (part === 'release' && release === newest),
      );
      return { all, ...(blocking && { blocking }) };
    },
  };
}
