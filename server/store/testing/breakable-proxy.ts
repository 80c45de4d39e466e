import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface BreakableProxy {
  /** The given URL, through the proxy. */
  readonly url: string;
  /** Simulates a stopped server: connections break, new ones are refused. */
  cut(): void;
  /** Simulates a network that drops packets: connections stay open, but nothing arrives. */
  freeze(): void;
  /** New connections work again. */
  restore(): void;
  close(): Promise<void>;
}

/** A TCP proxy in front of a server that fails on command. */
export async function startBreakableProxy(serverUrl: string): Promise<BreakableProxy> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let state: 'working' | 'cut' | 'frozen' = 'working';
  const track = (socket: Socket) => {
    sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const proxy = createServer((client) => {
    track(client);
    if (state === 'cut') client.destroy();
    if (state !== 'working') return;
    const server = track(connect(Number(port || 5432), hostname));
    client.pipe(server).pipe(client);
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut() {
      state = 'cut';
      destroyAll();
    },
    freeze() {
      state = 'frozen';
      for (const socket of sockets) socket.unpipe().pause();
    },
    restore() {
      state = 'working';
    },
    async close() {
      proxy.close();
      destroyAll();
    },
  };
}
