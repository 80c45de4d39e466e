/** The listening socket of a tier. It stays, while the process that requests go to is exchanged. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Forwarder {
  /** New connections go to this port of this machine from now on; undefined: they are closed. */
  forwardTo(port: number | undefined): void;
  close(): Promise<void>;
}

// A process that ended is started again within this time.
const patienceMs = 10_000;
const retryMs = 20;

/** Listens on the port. @throws the error of listening */
export async function createForwarder(host: string, port: number): Promise<Forwarder> {
  let target: number | undefined;
  const open = new Set<Socket>();
  // A client may end its half of the connection and wait for the response.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    open.add(client);
    client.on('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    const end = performance.now() + patienceMs;
    const attempt = () => {
      if (client.destroyed) return;
      if (target === undefined || performance.now() > end) return void client.destroy();
      const upstream = connect({ host, port: target, allowHalfOpen: true, noDelay: true });
      upstream.once('connect', () => join(client, upstream));
      // Nothing of the request was sent yet: it may go to the process that is started next.
      upstream.once('error', () => setTimeout(attempt, retryMs));
    };
    attempt();
  });
  await once(server.listen(port, host), 'listening');
  return {
    forwardTo(port) {
      target = port;
    },
    async close() {
      server.close();
      for (const client of open) client.destroy();
    },
  };
}

function join(client: Socket, upstream: Socket): void {
  upstream.removeAllListeners('error');
  upstream.on('error', () => upstream.destroy());
  upstream.on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
  client.pipe(upstream).pipe(client);
}
