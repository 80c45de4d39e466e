import type { TargetReport } from '../model.ts';

/** What --behind-proxy allowed, and how often. */
export function renderAllowed(allowed: TargetReport['allowed']): string[] {
  if (!allowed) return [];
  const lines = allowed.map(({ what, times }) => `  ${times} × ${what}`);
  return [['allowed behind a proxy', ...(lines.length > 0 ? lines : ['  nothing'])].join('\n')];
}
