/** A tier of `npm run tiers` on this machine: its supervisor is asked over a Unix socket. */
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { Unreachable } from '../../lib/reach.ts';
import type { Build, TierName } from '../model.ts';
import type { Order } from '../supervisor/model.ts';
import type { Driver } from './model.ts';

export function createLocalDriver(tier: TierName, socket: string): Driver {
  const named = ({ id, folder }: Build) => ({ id, folder });
  return {
    async start(build, { store, variables = {} }) {
      const { url } = await ask(socket, { tier, action: 'start', build: named(build), store, variables });
      if (url !== undefined) return url;
      throw new Error('The supervisor has started the build and names no URL.');
    },
    switch: async (build) => void (await ask(socket, { tier, action: 'switch', build: named(build) })),
    stop: async (what) =>
      void (await ask(socket, { tier, action: 'stop', what: what === 'copy' ? what : named(what) })),
  };
}

/** @throws Unreachable when no supervisor runs, and Error with what it says */
async function ask(socketPath: string, order: Order): Promise<{ readonly url?: string }> {
  const { status, body } = await new Promise<{ status: number | undefined; body: unknown }>(
    (resolve, reject) => {
      const sent = request({ socketPath, method: 'POST', path: '/' }, async (response) => {
        resolve({ status: response.statusCode, body: await json(response).catch(reject) });
      });
      sent.on('error', () =>
        reject(new Unreachable('The tiers do not run on this machine. Start them: npm run tiers')),
      );
      sent.end(JSON.stringify(order));
    },
  );
  const { error, url } = Object(body);
  if (status === 200) return { url };
  throw new Error(String(error));
}
