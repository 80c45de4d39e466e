const limit = 60;

/** A value as a message shows it: JSON, cut where it no longer helps. */
export function preview(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > limit ? `${json.slice(0, limit - 1)}…` : json;
}
