import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder, removed when this process ends if not before. */
export function createTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'taxonomy-'));
  process.once('exit', () => removeFolder(folder));
  return folder;
}

export function removeFolder(folder: string): void {
  // A process that was just ended may go on writing for a moment.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
