/** Reads variables of the environment by a JSON Schema, so that a wrong one ends the start with its name. */
import { Ajv, type ErrorObject } from 'ajv';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param properties the schema of each variable, by its name
 * @returns a reader of some of them, with their defaults. It throws a sentence for each that is wrong.
 */
export function createVariables<Values extends object>(properties: Readonly<Record<keyof Values, object>>) {
  const ajv = new Ajv({
    coerceTypes: true,
    useDefaults: true,
    allErrors: true,
    // Used once, and every start waits for it: the schema of schemas alone takes four times as long as this one.
    validateSchema: false,
    code: { optimize: false },
  });
  const isValid = ajv.compile<Values>({ type: 'object', required: [], properties });
  return <Name extends keyof Values & string>(
    environment: Environment,
    names: readonly Name[],
  ): Pick<Values, Name> => {
    // An empty variable counts as not set: that is how shells and compose files spell "the default".
    const variables: unknown = Object.fromEntries(
      names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
    );
    if (!isValid(variables)) throw new Error((isValid.errors ?? []).map(explain(environment)).join('\n'));
    return variables;
  };
}

function explain(environment: Environment) {
  return ({ instancePath, message, params }: ErrorObject): string => {
    const name = instancePath.slice(1);
    const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(', ')}` : '';
    // A URL of a database may hold a password.
    const value = name === 'DATABASE_URL' ? '' : `=${environment[name]}`;
    return `The environment variable ${name}${value} ${message}${allowed}.`;
  };
}
