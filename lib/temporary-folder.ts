import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const present = new Set<string>();
// One listener for all folders: Node warns about more than ten listeners.
process.once('exit', () => present.forEach(removeFolder));

/** An empty folder. It is removed when this process exits, unless it was removed before. */
export function createTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'taxonomy-'));
  present.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  // Retries: a process that was just killed may still be writing.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  present.delete(folder);
}
