import type { Surroundings } from './surroundings.ts';

/** The result is data, as JSON if asked; talk goes beside it, and not at all beside JSON. */
export function say(
  { json, data, talk }: Surroundings & { readonly json?: true },
  result: { text?: string; data: unknown; talk?: string },
): void {
  if (json) data(`${JSON.stringify(result.data, null, 2)}\n`);
  else {
    if (result.talk) talk(`${result.talk}\n`);
    if (result.text) data(`${result.text}\n`);
  }
}
