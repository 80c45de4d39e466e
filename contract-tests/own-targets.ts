import { launch } from './launch.ts';

const ownTargets = {
  mock: { script: 'scripts/mock.ts', portVariable: 'MOCK_PORT' },
  server: { script: 'server/main.ts', portVariable: 'PORT' },
} as const;

export type OwnTarget = keyof typeof ownTargets;

/** Starts the named targets side by side, and stops them all whatever happens. */
export async function withOwnTargets<T>(
  names: readonly OwnTarget[],
  use: (targets: readonly { name: OwnTarget; url: string }[]) => Promise<T>,
): Promise<T> {
  const started = await Promise.allSettled(
    names.map(async (name) => {
      const { script, portVariable } = ownTargets[name];
      return { name, ...(await launch(script, portVariable)) };
    }),
  );
  try {
    const targets = started.map((start) => {
      if (start.status === 'rejected') throw start.reason;
      return start.value;
    });
    return await use(targets);
  } finally {
    await Promise.all(
      started.map((start) => (start.status === 'fulfilled' ? start.value.stop() : undefined)),
    );
  }
}
