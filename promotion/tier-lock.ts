import { join } from 'node:path';
import { lockFile } from '../lib/file-lock.ts';
import { EventRefused } from './state-table.ts';
import type { Tier } from './tier.ts';

/** Runs the work while no other process promotes to the tier. @throws EventRefused when one does */
export async function withTierLock<Value>(
  { folder, name }: Tier,
  work: () => Promise<Value>,
): Promise<Value> {
  const unlock = lockFile(join(folder, 'lock'));
  if (!unlock)
    throw new EventRefused(
      `Another process is changing ${name}. Repeat this when it has ended. What it does: npm run status`,
    );
  try {
    return await work();
  } finally {
    unlock();
  }
}
