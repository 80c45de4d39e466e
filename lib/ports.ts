import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port that nobody listens on just now. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface Port {
  /** The environment variable that chooses it. */
  readonly variable: string;
  readonly port: number;
}

/** A sentence with the remedy for each port that cannot be listened on. */
export async function explainTaken(host: string, ports: readonly Port[]): Promise<string[]> {
  const sentences: string[] = [];
  for (const { variable, port } of ports) {
    const fault = await tryListen(host, port);
    if (fault === 'EADDRINUSE') {
      sentences.push(`Port ${port} is taken. Choose another: ${variable}=${port + 1} npm start`);
    } else if (fault !== undefined) {
      sentences.push(`Port ${port} cannot be used (${fault}). Choose another: ${variable}=… npm start`);
    }
  }
  return sentences;
}

async function tryListen(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
  server.close();
  await once(server, 'close');
  return undefined;
}
