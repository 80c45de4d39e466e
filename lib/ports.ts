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

/** One sentence for each port that cannot be used, or one for the host, with the variable that helps. */
export async function explainUnusable(host: string, ports: readonly Port[]): Promise<string[]> {
  const isSame = ({ port }: Port, index: number) => ports.findIndex((other) => other.port === port) < index;
  const same = ports.find((each, index) => each.port !== 0 && isSame(each, index));
  if (same) {
    const variables = ports.filter(({ port }) => port === same.port).map(({ variable }) => variable);
    return [`${variables.join(' and ')} are both ${same.port}. ${another(same.variable, same.port)}`];
  }
  const sentences = new Set<string>();
  for (const { variable, port } of ports) {
    const error = await tryListen(host, port);
    if (error) sentences.add(explainListen(error, host, { variable, port }) ?? error.message);
  }
  return [...sentences];
}

/** Why a server cannot listen, in one sentence. Undefined when the error is of another kind. */
export function explainListen(
  { code = '' }: NodeJS.ErrnoException,
  host: string,
  { variable, port }: Port,
  hostVariable = 'HOST',
): string | undefined {
  if (code === 'EADDRINUSE') return `Port ${port} is taken. ${another(variable, port)}`;
  if (code === 'EACCES')
    return `Port ${port} is for privileged users. Choose one above 1023: ${variable}=${port + 8000}`;
  if (code === 'EADDRNOTAVAIL')
    return `${hostVariable}=${host} is not an address of this machine. Choose another: ${hostVariable}=127.0.0.1`;
  // EAI_AGAIN: no name server responds. EINVAL: a link-local address without its interface.
  if (['ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(code))
    return `${hostVariable}=${host} cannot be found (${code}). Choose another: ${hostVariable}=127.0.0.1`;
  return undefined;
}

function another(variable: string, port: number): string {
  return `Choose another: ${variable}=${port < 65535 ? port + 1 : port - 1}`;
}

/** The error, undefined when listening works. */
async function tryListen(host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
  server.close();
  await once(server, 'close');
  return undefined;
}
