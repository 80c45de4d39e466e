import type { CommandIO } from './command-io.ts';

/** The result is data, as JSON if asked; talk goes beside it, and not at all beside JSON. */
export function print(
  { json, data, stderr }: CommandIO & { readonly json?: true },
  result: { text?: string; data: unknown; stderr?: string },
): void {
  if (json) data(`${JSON.stringify(result.data, null, 2)}\n`);
  else {
    if (result.stderr) stderr(`${result.stderr}\n`);
    if (result.text) data(`${result.text}\n`);
  }
}
