import { Command, InvalidArgumentError } from 'commander';

/** The command line of `npm run <name>`. Wrong usage exits 2, a failed check exits 1. */
export function createCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .helpOption('--help', 'show this help')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}

/** Reads an option as the base URL of a service: http(s), without query, fragment and final slash. */
export function readHttpUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('It has to be an http(s) URL.');
  return `${url.origin}${url.pathname}`.replace(/\/$/, '');
}
