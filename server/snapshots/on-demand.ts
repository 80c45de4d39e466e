/** Values that are made when they are first asked for and then kept: no more than there are keys. */
export interface OnDemand<Made> {
  readonly keys: readonly string[];
  /** `undefined` for what is not one of the keys. */
  get(key: string): Promise<Made> | undefined;
}

export function createOnDemand<Source, Made>(
  sources: ReadonlyMap<string, Source>,
  make: (source: Source) => Promise<Made>,
): OnDemand<Made> {
  const made = new Map<string, Promise<Made>>();
  const start = (key: string, source: Source) => {
    const making = make(source);
    made.set(key, making);
    // What fails once may succeed the next time.
    making.catch(() => made.delete(key));
    return making;
  };
  return {
    keys: [...sources.keys()],
    get(key) {
      const source = sources.get(key);
      return source && (made.get(key) ?? start(key, source));
    },
  };
}
