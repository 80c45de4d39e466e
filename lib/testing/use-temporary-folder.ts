import { afterEach, beforeEach } from 'vitest';
import { createTemporaryFolder, removeFolder } from '../temporary-folder.ts';

/** An empty folder for each test of a file; the function returned tells where it is. */
export function useTemporaryFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = createTemporaryFolder();
  });
  afterEach(() => removeFolder(folder));
  return () => folder;
}
