import { Command, InvalidArgumentError } from 'commander';

const columns = 80;

/** The command line of `npm run <name>`. Wrong usage exits 2 with one line, a failed check exits 1. */
export function createCommand(name: string, description: string, usage = `npm run ${name} --`): Command {
  const command = new Command(usage)
    .description(description)
    .helpOption('--help', 'show this help')
    .configureHelp({ helpWidth: columns })
    .configureOutput({
      outputError: (text, write) => {
        const line = text.trim().replace(/\s*\n\s*/g, ' ');
        write(`${line}${/[.?)]$/.test(line) ? '' : '.'} Run with --help for the options.\n`);
      },
    })
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  // Commander would print the whole help when no subcommand is named.
  command.on('beforeHelp', ({ error }: { error: boolean }) => {
    const names = command.commands.map((each) => each.name()).join(', ');
    if (error) command.error(`error: a command is missing: ${names}`);
  });
  return command;
}

/** Reads an option as the base URL of a service: http(s), without query, fragment and final slash. */
export function readHttpUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('It has to be an http(s) URL.');
  if (url.username || url.password)
    throw new InvalidArgumentError('Leave out the user and the password: no request would send them.');
  return `${url.origin}${url.pathname}`.replace(/\/$/, '');
}
