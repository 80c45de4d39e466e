/** The result goes to stdout, as JSON if asked; talk goes to stderr, and not at all beside JSON. */
export function say(
  json: boolean | undefined,
  result: { text?: string; data: unknown; talk?: string },
): void {
  if (json) console.log(JSON.stringify(result.data, null, 2));
  else {
    if (result.talk) console.error(result.talk);
    if (result.text) console.log(result.text);
  }
}
