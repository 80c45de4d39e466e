import type { TargetReport } from '../model.ts';

/** What --behind-proxy allowed, and how often. */
export function renderAllowed(allowed: TargetReport['allowed']): string[] {
  if (!allowed) return [];
  const lines = allowed.map(({ what, times }) => `  ${times} × ${what}`);
  return [['allowed behind a proxy', ...(lines.length > 0 ? lines : ['  nothing'])].join('\n')];
}

/** How often and how long the run waited for its quota. */
export function renderWaited(waited: TargetReport['waited']): string[] {
  if (!waited?.times) return [];
  return [`waited for the quota (429, Retry-After): ${waited.times} ×, ${waited.seconds} s in all`];
}
