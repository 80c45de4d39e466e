/**
 * For the tests of a consumer: records what they use of the API, so that a promotion can tell which removal would break
 * whom. An entry of its own: nothing else of the client imports this file.
 */
import { isObject, pointerTo } from '../../contract/json.ts';

/** What the tests of a consumer used. As JSON it is a file in `consumers/`. */
export interface ConsumerUses {
  readonly consumer: string;
  /** Where this version of the consumer runs. */
  readonly tier?: 'dev' | 'staging' | 'production';
  /** The contract that the tests ran against, as `getVersion` returns it. */
  readonly contract: { readonly version: string; readonly checksum: string };
  /** Sorted, so that equal uses are equal files. */
  readonly uses: readonly OperationUse[];
}

export interface OperationUse {
  readonly operation: string;
  readonly status: number;
  // `/subcategories/*/code`: each implies the members around it.
  /** JSON Pointers into the body, sorted. The token `*` is any item of a list, or any key of a map. */
  readonly members: readonly string[];
}

export interface RecordedClient<Client> {
  /** Calls the client that was given. What it returns cannot be copied by `structuredClone`, but as JSON. */
  readonly client: Client;
  /** What has been used so far. @throws Error when a response has too many members to be listed */
  uses(): ConsumerUses;
}

interface RecordedUse {
  readonly operation: string;
  readonly status: number;
  readonly members: Set<string>;
}

/** What a call of the client returns. */
interface Received {
  readonly response: Response;
  readonly data?: unknown;
  readonly problem?: unknown;
}

/** The names in a larger object are data, such as codes: they are recorded as one member. */
const mostNames = 50;
const mostMembers = 1000;

/**
 * ```ts
 * const { client, uses } = recordUses(createTaxonomyClient({ baseUrl }), { consumer: 'library', contract });
 * // The tests call this client. After them:
 * console.log(JSON.stringify(uses(), null, 2));
 * ```
 *
 * A member is used when its value is read, or when `in` asks for it, in a response that has it. Copies and JSON read
 * every member. Requests and headers are not recorded.
 *
 * @param client one method for each operation, by operationId
 */
export function recordUses<Client extends object>(
  client: Client,
  consumer: Omit<ConsumerUses, 'uses'>,
): RecordedClient<Client> {
  const recorded = new Map<string, RecordedUse>();
  const calls = Object.entries(client).map(([operation, call]) => [
    operation,
    async (...options: unknown[]) => {
      const received: Received = await call(...options);
      // A proxy made this response, or nobody declares it.
      if (isObject(received.problem) && received.problem.type === 'about:blank') return received;
      const { status } = received.response;
      const key = `${operation} ${status}`;
      const use = recorded.get(key) ?? { operation, status, members: new Set() };
      recorded.set(key, use);
      const parts = (['data', 'problem'] as const).filter((part) => part in received);
      return {
        ...received,
        ...Object.fromEntries(parts.map((part) => [part, watch(received[part], '', use)])),
      };
    },
  ]);
  return {
    client: Object.fromEntries(calls) as Client,
    uses: () => ({ ...consumer, uses: [...recorded.values()].map(withSortedMembers).sort(compareUses) }),
  };
}

/**
 * A copy of a JSON value that records which members are read. Its members are watched copies already, so that it can be
 * frozen: the proxy of a frozen object has to return the very values of that object.
 */
function watch(value: unknown, pointer: string, use: RecordedUse): unknown {
  const isList = Array.isArray(value);
  // A Blob is no JSON.
  if (!isList && !(isObject(value) && Object.getPrototypeOf(value) === Object.prototype)) return value;
  const names = Object.keys(value);
  const isOne = isList || names.length > mostNames;
  const pointerOf = (name: string) => (isOne ? `${pointer}/*` : pointerTo(pointer, name));
  const inner = Object.entries(value).map(
    ([name, member]) => [name, watch(member, pointerOf(name), use)] as const,
  );
  const copy: object = isList ? inner.map(([, member]) => member) : Object.fromEntries(inner);
  const known = new Set(names);
  const note = (name: string | symbol) => {
    if (typeof name === 'string' && known.has(name)) use.members.add(pointerOf(name));
  };
  return new Proxy(copy, {
    get(target, name) {
      note(name);
      return Reflect.get(target, name);
    },
    has(target, name) {
      note(name);
      return Reflect.has(target, name);
    },
  });
}

function withSortedMembers({ operation, status, members }: RecordedUse) {
  const all = [...members];
  const parents = new Set(all.flatMap(parentsOf));
  const innermost = all.filter((member) => !parents.has(member)).sort();
  if (innermost.length > mostMembers)
    throw new Error(
      `More than ${mostMembers} members of ${operation} ${status} were used. Read single members, not the whole response.`,
    );
  return { operation, status, members: innermost };
}

function parentsOf(member: string): string[] {
  const tokens = member.split('/');
  return tokens.map((_, index) => tokens.slice(0, index).join('/'));
}

function compareUses(one: RecordedUse | OperationUse, other: RecordedUse | OperationUse): number {
  if (one.operation === other.operation) return one.status - other.status;
  return one.operation < other.operation ? -1 : 1;
}
