/** Makes a value at the first call and keeps it. A failed value is not kept: the next call makes it again. */
export function createOnce<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    if (!value) {
      value = make();
      value.catch(() => {
        value = undefined;
      });
    }
    return value;
  };
}

/** Values made when first requested and then kept. There are never more of them than keys. */
export interface OnDemand<Value> {
  readonly keys: readonly string[];
  /** Undefined for an unknown key. */
  get(key: string): Promise<Value> | undefined;
}

export function createOnDemand<Source, Value>(
  sources: ReadonlyMap<string, Source>,
  make: (source: Source) => Promise<Value>,
): OnDemand<Value> {
  const values = new Map<string, () => Promise<Value>>();
  return {
    keys: [...sources.keys()],
    get(key) {
      const source = sources.get(key);
      if (source === undefined) return undefined;
      const value = values.get(key) ?? createOnce(() => make(source));
      values.set(key, value);
      return value();
    },
  };
}
