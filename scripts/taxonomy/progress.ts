/** One line on a terminal that each step overwrites; nothing where stderr is not one. */
export function showProgress(step = ''): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${step}`);
}
