/** How the raw messages are written. */

/** The message, and the statuses of all responses on its connection. The last one is that of `second`, if it is read. */
export type RawMessage = readonly [name: string, text: string, ...statuses: number[]];

export const path = '/api/taxonomy/layers';
const convert = '/api/taxonomy/convert/hfn-to-mfa';
export const body = '{"hfn":"S.POP.HPM.001"}';
export const json = 'Content-Type: application/json\r\n';
export const length = `Content-Length: ${body.length}\r\n`;
/** `body` in one chunk, and the end. */
export const chunks = `17\r\n${body}\r\n0\r\n\r\n`;

/** A request with these further header lines. */
export function get(lines = '', target = path, version = '1.1'): string {
  return `GET ${target} HTTP/${version}\r\nHost: a\r\n${lines}\r\n`;
}

export function withHost(value: string): string {
  return get().replace('Host: a', `Host: ${value}`);
}

export function withMethod(method: string): string {
  return get().replace('GET', method);
}

export function post(lines: string, content = body, target = convert): string {
  return `POST ${target} HTTP/1.1\r\nHost: a\r\n${lines}\r\n${content}`;
}

/** @param coding the value of Transfer-Encoding, white space included */
export function coded(coding: string, content = chunks): string {
  return post(`${json}Transfer-Encoding:${coding}\r\n`, content);
}

export function chunked(content: string): string {
  return coded(' chunked', content);
}

/** @param content a character for each byte */
export function encoded(encoding: string, content: string): string {
  return post(`${json}Content-Encoding: ${encoding}\r\nContent-Length: ${content.length}\r\n`, content);
}

export function http10(message: string): string {
  return message.replace('HTTP/1.1', 'HTTP/1.0');
}
