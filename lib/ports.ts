import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** The number of a port that is free at this moment. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface Port {
  /** The environment variable that sets it. */
  readonly variable: string;
  readonly port: number;
}

/** One sentence for each port that cannot be used, with the command that helps. */
export async function explainTaken(host: string, ports: readonly Port[]): Promise<string[]> {
  const sentences: string[] = [];
  for (const [index, { variable, port }] of ports.entries()) {
    const same = ports.slice(0, index).find((other) => other.port === port && port !== 0);
    const code = await tryListen(host, port);
    if (same) {
      const both = `${same.variable} and ${variable} are both ${port}`;
      sentences.push(`${both}. Choose another: ${variable}=${port + 1} npm start`);
    } else if (code === 'EADDRINUSE') {
      sentences.push(`Port ${port} is taken. Choose another: ${variable}=${port + 1} npm start`);
    } else if (code !== undefined) {
      sentences.push(`Port ${port} cannot be used (${code}). Choose another: ${variable}=… npm start`);
    }
  }
  return sentences;
}

/** The code of the error, undefined when listening works. */
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
