/** Metrics of what is counted or known elsewhere. They are read at each scrape. */
import { Counter, Gauge, type Registry } from 'prom-client';

export function gaugeOf(
  registry: Registry,
  name: string,
  help: string,
  read: () => number | Promise<number>,
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}

export function counterOf(registry: Registry, name: string, help: string, read: () => number): void {
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

/** Always 1: the labels are the value. */
export function infoOf(
  registry: Registry,
  name: string,
  help: string,
  read: () => { readonly version: string; readonly checksum: string },
): void {
  new Gauge({
    name,
    help,
    labelNames: ['version', 'checksum'],
    registers: [registry],
    collect() {
      this.reset();
      const { version, checksum } = read();
      this.set({ version, checksum }, 1);
    },
  });
}
