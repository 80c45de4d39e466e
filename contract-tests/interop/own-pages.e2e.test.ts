import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { startStateServer } from '../targets/state-servers.ts';
import { browserIsMissing, playwright, visit } from './browser.ts';
import { fetchPackages } from './fetch-packages.ts';

describe('the pages of the service, in Chromium', () => {
  it.for<[path: string, text: string]>([
    ['/', 'The layers'],
    ['/docs', 'The nodes that a text names'],
    ['/docs/', 'The layers'],
    ['/problems', 'Problems'],
    ['/problems/unknown-address', 'What to do'],
  ])(
    '%s → shows %s, without an error and without a request to another host',
    async ([path, text], { skip }) => {
      const reason = browserIsMissing();
      if (reason !== undefined) skip(reason);
      const packages = await fetchPackages([playwright]);
      const server = await startStateServer(readContract());
      expect(await visit(packages, server.url + path, [text])).toEqual([]);
      await server.close();
    },
  );
});
