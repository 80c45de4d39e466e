import { createServer, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { fetchPackages } from '../../lib/fetch-packages.ts';
import { listen } from '../http/listen.ts';
import { startStateServer } from '../targets/state-servers.ts';
import { browserIsMissing, playwright, visit } from './browser.ts';

const prefix = '/media/taxonomy';

/** Serves the pages under the prefix, and takes it away from each request. */
const strippingProxy = (url: string) =>
  createServer((incoming, outgoing) => {
    const { url: path = '', headers } = incoming;
    request(`${url}${path.slice(prefix.length)}`, { headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    }).end();
  });

const pages: [path: string, text: string][] = [
  ['/', 'The layers'],
  ['/docs', 'The nodes that a text names'],
  ['/docs/', 'The layers'],
  ['/problems', 'Problems'],
  ['/problems/unknown-address', 'What to do'],
];

describe('the pages of the service, in Chromium', () => {
  it.for(pages)(
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

  it.for(pages)(
    '%s behind a prefix → shows %s, without an error and without a request outside the prefix',
    async ([path, text], { skip }) => {
      const reason = browserIsMissing();
      if (reason !== undefined) skip(reason);
      const packages = await fetchPackages([playwright]);
      const server = await startStateServer(readContract());
      const proxy = await listen(strippingProxy(server.url));
      const base = `${proxy.url}${prefix}/`;
      expect(await visit(packages, `${proxy.url}${prefix}${path}`, [text], base)).toEqual([]);
      await Promise.all([proxy.close(), server.close()]);
    },
  );
});
