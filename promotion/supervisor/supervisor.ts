/** Three tiers on one machine: it has their listening sockets, starts their builds and takes orders on a Unix socket. */
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { explainListen } from '../../lib/ports.ts';
import { buildFolder } from '../builds.ts';
import { type TierName, tierNames } from '../model.ts';
import { readTiers, socketFile, type Tier } from '../tier.ts';
import { readRecord } from '../tier-record.ts';
import { createForwarder } from './forwarder.ts';
import type { Order } from './model.ts';
import { createTierProcesses, type TierProcesses } from './tier-processes.ts';

export interface Supervisor {
  close(): Promise<void>;
}

/** Starts what was live at each tier. @param say tells a person what happens */
export async function startSupervisor(root: string, say: (line: string) => void): Promise<Supervisor> {
  const tiers = readTiers(root);
  const started = new Map<TierName, TierProcesses>();
  for (const name of tierNames) {
    const processes = await startTier(tiers[name], (line) => say(`${name}: ${line}`));
    started.set(name, processes);
  }
  const server = createServer(async (incoming, response) => {
    const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    try {
      const order = (await json(incoming)) as Order;
      const processes = started.get(order.tier);
      if (!processes) throw new Error(`There is no tier ${order.tier}.`);
      answer(200, await carryOut(processes, order));
    } catch (error) {
      answer(500, { error: error instanceof Error ? error.message : String(error) });
    }
  });
  const socket = socketFile(root);
  // A supervisor that was killed has left it. Another one would have the ports of the tiers.
  if (existsSync(socket)) rmSync(socket);
  await once(server.listen(socket), 'listening');
  return {
    async close() {
      server.close();
      server.closeAllConnections();
      await Promise.all([...started.values()].map((processes) => processes.close()));
    },
  };
}

async function startTier(tier: Tier, say: (line: string) => void): Promise<TierProcesses> {
  const { folder, variables, url } = tier;
  const { hostname, port } = new URL(url);
  const forwarder = await createForwarder(hostname, Number(port)).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'EADDRINUSE' ? `Port ${port} is taken.` : undefined;
    throw new Error(
      `${reason ?? explainListen(error, hostname, { variable: 'url', port: Number(port) }) ?? error.message} Do the tiers run already? Their ports are in tiers.json.`,
    );
  });
  const processes = createTierProcesses({ folder, variables, forwarder, say });
  const { live } = readRecord(folder);
  if (live) await processes.switch({ id: live.id, folder: buildFolder(folder, live.id) });
  return processes;
}

async function carryOut(processes: TierProcesses, order: Order): Promise<{ readonly url?: string }> {
  switch (order.action) {
    case 'start':
      return { url: await processes.start(order.build, order.store, order.variables) };
    case 'switch':
      await processes.switch(order.build);
      return {};
    case 'stop':
      await processes.stop(order.what);
      return {};
  }
}
