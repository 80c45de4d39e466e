/** Cuts what callers made up to the length that the contract allows, and shows that it was cut. */
export function bounded(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
