/** The header Accept: media ranges and their weights (RFC 9110, 12.5.1). */
import Negotiator from 'negotiator';

/** The one of these media types that a client prefers; undefined when it accepts none of them. */
export function preferredType(mediaTypes: readonly string[], accept: string | undefined): string | undefined {
  const ranges = accept && withoutParameters(accept);
  if (!ranges) return mediaTypes[0];
  const request = { headers: { accept: ranges } };
  const [preferred] = new Negotiator(request).mediaTypes([...mediaTypes]);
  return mediaTypes.find((mediaType) => mediaType === preferred);
}

/** Whatever is sent as Content-Type may be asked for, and the library would compare its parameters. */
function withoutParameters(accept: string): string {
  return accept.replaceAll(/;(?!\s*q=)[^;,"]*("(?:\\.|[^"\\])*")?/gi, '');
}
