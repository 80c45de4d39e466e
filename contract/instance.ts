/**
 * The `instance` of a problem: the path of the request as a URI reference (RFC 9457, 3.1.5). Callers send what
 * they like: what is no URI in it is escaped, what is escaped already is left alone.
 */
export function instanceOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  const escaped = path
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replaceAll(/%25(?=[0-9a-f]{2})/gi, '%');
  return escaped.slice(0, 4096).replace(/%.?$/, '');
}
