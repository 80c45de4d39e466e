/** The media type in the header Content-Type, in lower case, without parameters. Empty when there is none. */
export function mediaTypeIn(headers: Headers): string {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}
