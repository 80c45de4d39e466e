/** Remembers what a pure function makes of an object, for as long as the object lives. It must not be changed. */
export function memoise<Subject extends object, Rest extends readonly string[], Made>(
  make: (subject: Subject, ...rest: Rest) => Made,
): (subject: Subject, ...rest: Rest) => Made {
  const made = new WeakMap<Subject, Map<string, Made>>();
  return (subject, ...rest) => {
    const own = made.get(subject) ?? new Map<string, Made>();
    made.set(subject, own);
    const key = rest.join(' ');
    if (!own.has(key)) own.set(key, make(subject, ...rest));
    return own.get(key) as Made;
  };
}
