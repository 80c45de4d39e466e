import fc from 'fast-check';
import { afterAll } from 'vitest';

// The first counterexample kills a mutant. Looking for a smaller one took up to a minute.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

// The thread is kept for the next mutant. This one must not be active while the next one's files load.
const deactivate = () => {
  const { __stryker__ } = globalThis as { __stryker__?: { activeMutant?: string | undefined } };
  if (__stryker__) __stryker__.activeMutant = undefined;
};
deactivate();
afterAll(deactivate);
