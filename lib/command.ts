import { Command } from 'commander';

/** A command line as `npm run <name>` shows it; wrong usage exits 2, which tells it from a broken result (1). */
export function createCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .helpOption('--help', 'show this help')
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}
