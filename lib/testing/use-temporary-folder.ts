import { afterEach, beforeEach } from 'vitest';
import { createTemporaryFolder, removeFolder } from '../temporary-folder.ts';

/** An empty folder for each test of a file. Returns a function that gives its path. */
export function useTemporaryFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = createTemporaryFolder();
  });
  afterEach(() => removeFolder(folder));
  return () => folder;
}
