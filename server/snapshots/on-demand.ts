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
  const values = new Map<string, Promise<Value>>();
  const start = (key: string, source: Source) => {
    const value = make(source);
    values.set(key, value);
    // A failed value is not kept: the next request makes it again.
    value.catch(() => values.delete(key));
    return value;
  };
  return {
    keys: [...sources.keys()],
    get(key) {
      const source = sources.get(key);
      return source && (values.get(key) ?? start(key, source));
    },
  };
}
