/** Reads environment variables by a JSON Schema. */
import { Ajv, type ErrorObject } from 'ajv';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param properties the schema of each variable, by its name
 * @returns a function that reads some of them and fills in their defaults.
 *   It throws an Error with one sentence for each invalid variable.
 */
export function createVariables<Values extends object>(properties: Readonly<Record<keyof Values, object>>) {
  const ajv = new Ajv({
    coerceTypes: true,
    useDefaults: true,
    allErrors: true,
    // The URL of a database may leave out the host, which is then in its query.
    formats: { url: (text: string) => URL.canParse(text.replace('@/', '@host/')) },
    // Every start waits for this schema, and it is used once. Checking it against the meta-schema would take four
    // times as long as compiling it.
    validateSchema: false,
    code: { optimize: false },
  });
  const isValid = ajv.compile<Values>({ type: 'object', required: [], properties });
  return <Name extends keyof Values & string>(
    environment: Environment,
    names: readonly Name[],
  ): Pick<Values, Name> => {
    // An empty variable counts as not set: shells and compose files write "the default" that way.
    const variables: unknown = Object.fromEntries(
      names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
    );
    if (!isValid(variables))
      throw new Error(
        firstOfEach(isValid.errors ?? [])
          .map(explain(environment))
          .join('\n'),
      );
    return variables;
  };
}

/** The first error of each variable. */
function firstOfEach(errors: readonly ErrorObject[]): ErrorObject[] {
  const isSame = (one: ErrorObject, other: ErrorObject) => one.instancePath === other.instancePath;
  return errors.filter((error, index) => errors.findIndex((other) => isSame(error, other)) === index);
}

function explain(environment: Environment) {
  return ({ instancePath, message, params }: ErrorObject): string => {
    const name = instancePath.slice(1);
    const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(', ')}` : '';
    // A URL may hold a password: in front of the host, and that of a database anywhere.
    const value = name === 'DATABASE_URL' ? '' : `=${environment[name]?.replace(/^(\w+:\/\/)?.*@/s, '$1…@')}`;
    return `The environment variable ${name}${value} ${message}${allowed}.`;
  };
}

/** Calls `read`. If it throws, prints the message and exits 2, as for wrong usage. */
export function readOrExit<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
