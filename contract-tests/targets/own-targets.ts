import type { Contract } from '../../contract/model.ts';
import { launch } from '../../lib/launch.ts';
import type { Target } from '../model.ts';
import { type Credentials, issueCredentials } from './credentials.ts';
import { type Condition, conditions, startVariant, type Variant } from './variants.ts';

const ownTargets = {
  mock: { script: 'mock/main.ts', portVariable: 'MOCK_PORT' },
  server: { script: 'server/main.ts', portVariable: 'PORT' },
} as const;

export type OwnTarget = keyof typeof ownTargets;

type Running = Target & { readonly name: OwnTarget; readonly credentials: Credentials };

/** Starts the named targets side by side, and stops them all whatever happens. */
export async function withOwnTargets<T>(
  contract: Contract,
  names: readonly OwnTarget[],
  use: (targets: readonly Running[]) => Promise<T>,
): Promise<T> {
  const variants = new Map<Condition, Variant>();
  const { credentials, environment, close } = await issueCredentials();
  const startVariants = async () => {
    if (!names.includes('server')) return;
    for (const condition of conditions)
      variants.set(condition, await startVariant(contract, condition, environment));
  };
  const started = await Promise.allSettled(
    names.map(async (name) => {
      const { script, portVariable } = ownTargets[name];
      return { name, ...(await launch(script, portVariable, environment)) };
    }),
  );
  try {
    await startVariants();
    const targets = started.map((start) => {
      if (start.status === 'rejected') throw start.reason;
      const { name, url } = start.value;
      return name === 'mock' ? mockAt(url) : serverAt(url, variants, credentials);
    });
    return await use(targets);
  } finally {
    await Promise.all([
      ...started.map((start) => (start.status === 'fulfilled' ? start.value.stop() : undefined)),
      ...[...variants.values()].map(({ close }) => close()),
      close(),
    ]);
  }
}

/** A mock says what it is told to: any declared problem, and no other 200 than its example. */
export function mockAt(url: string) {
  return {
    name: 'mock',
    url,
    servesExamples: true,
    isMock: true,
    // It does not look at tokens, but for whether there is one.
    credentials: { token: 'any', rejected: {} },
    provoke: (_, status) => (status < 400 ? undefined : { headers: { prefer: `code=${status}` } }),
  } satisfies Running;
}

/** Our server, beside variants of it that are in the conditions. */
export function serverAt(url: string, variants: ReadonlyMap<Condition, Variant>, credentials: Credentials) {
  return {
    name: 'server',
    url,
    servesExamples: true,
    credentials,
    provoke(condition) {
      const variant = variants.get(condition);
      return variant && { url: variant.url };
    },
  } satisfies Running;
}
