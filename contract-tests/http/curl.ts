import { type PlannedRequest, payload } from './planned-request.ts';

// A shell limits the length of a command line, so longer padding is left to printf.
const longestPadding = 1000;

/** The shell command that repeats a request, one argument a line. */
export function curlOf(url: string, request: PlannedRequest): string {
  const { method, path, headers } = request;
  const text = payload(request);
  const source = sourceOf(text);
  const options = [
    '--include --globoff --path-as-is',
    ...(method.toUpperCase() === 'HEAD' ? ['--head'] : [`--request ${method.toUpperCase()}`]),
    ...Object.entries(headers).map(([name, value]) => `--header ${quoted(headerLine(name, value))}`),
    ...(source === '' ? [] : ['--data-binary @-']),
    ...(source !== '' || text === '' ? [] : [`--data-raw ${quoted(text)}`]),
    quoted(`${url}${path}`),
  ];
  return `${source}curl ${options.join(' \\\n  ')}`;
}

/** The command that writes a body which cannot be an argument of curl; empty for all others. */
function sourceOf(text: string): string {
  const trimmed = text.trimEnd();
  if (text.length - trimmed.length > longestPadding) {
    return `printf '%-${Buffer.byteLength(text)}s' ${quoted(trimmed)} |\n`;
  }
  // No argument holds a NUL. A terminal shows other control characters, such as CR, and loses them.
  if (!/(?![\t\n])\p{Cc}/u.test(text)) return '';
  const escaped = text.replaceAll(/\\|(?![\t\n])\p{Cc}/gu, (character) =>
    character === '\\' ? '\\\\' : `\\0${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `printf '%b' ${quoted(escaped)} |\n`;
}

// With a colon, curl would omit an empty header.
function headerLine(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
