import { type PlannedRequest, payload } from './planned-request.ts';

// A shell limits the length of a command line, so longer padding is left to printf.
const longestPadding = 1000;

/** The shell command that repeats a request, one argument a line. */
export function curlOf(url: string, request: PlannedRequest): string {
  const { method, path, headers } = request;
  const text = payload(request);
  const trimmed = text.trimEnd();
  const isPadded = text.length - trimmed.length > longestPadding;
  const options = [
    '--include --globoff --path-as-is',
    ...(method.toUpperCase() === 'HEAD' ? ['--head'] : [`--request ${method.toUpperCase()}`]),
    ...Object.entries(headers).map(([name, value]) => `--header ${quoted(headerLine(name, value))}`),
    ...(isPadded ? ['--data-binary @-'] : text === '' ? [] : [`--data-raw ${quoted(text)}`]),
    quoted(`${url}${path}`),
  ];
  const bytes = Buffer.byteLength(text);
  const source = isPadded ? `printf '%-${bytes}s' ${quoted(trimmed)} |\n` : '';
  return `${source}curl ${options.join(' \\\n  ')}`;
}

// With a colon, curl would omit an empty header.
function headerLine(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
