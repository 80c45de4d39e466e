/** Media types and sizes: whether both sides can talk at all. */
import type { Operation } from '../contract/model.ts';
import type { MockRequest, Refusal } from './exchange.ts';

export function refuseBody({ requestBody }: Operation, { body, headers }: MockRequest): Refusal | undefined {
  if (!requestBody) return undefined;
  const { contentType, maxBytes } = requestBody;
  if (maxBytes !== undefined && body.length > maxBytes) {
    return { slug: 'payload-too-large', detail: `The body is larger than ${maxBytes} bytes.` };
  }
  const [mediaType, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(/\s*;\s*/);
  const isUtf8 = parameters.every((parameter) => /^(?!charset=)|^charset="?utf-8"?$/.test(parameter));
  if (mediaType === contentType && isUtf8) return undefined;
  const detail = `The body is ${headers['content-type'] || 'of no media type'}; send ${contentType} in UTF-8.`;
  return { slug: 'unsupported-media-type', detail };
}

export function refuseAccept({ responses }: Operation, { headers }: MockRequest): Refusal | undefined {
  const successes = [...responses.values()].filter(({ status }) => status < 300);
  const mediaTypes = successes.flatMap(({ content }) => [...content.keys()]);
  if (mediaTypes.some((mediaType) => isAccepted(mediaType, headers.accept ?? '*/*'))) return undefined;
  return { slug: 'not-acceptable', detail: `This operation answers with ${mediaTypes.join(' or ')}.` };
}

function isAccepted(mediaType: string, accept: string): boolean {
  const ranges = accept
    .toLowerCase()
    .split(',')
    .filter((range) => !/;\s*q=0(?:\.0*)?\s*$/.test(range));
  const accepted = ranges.map((range) => range.split(';', 1)[0]?.trim());
  return [mediaType, mediaType.replace(/\/.*/, '/*'), '*/*'].some((range) => accepted.includes(range));
}

/**
 * What Prism may answer with. Where the caller accepts only the media type of success, Prism would send the
 * success in place of a problem, silently: both are therefore accepted, if only as a last resort.
 */
export function mediaTypesFor({ headers }: MockRequest): string[] {
  const accepted = (headers.accept ?? '*/*').split(',').map((range) => range.trim());
  return [...accepted, 'application/json;q=0.01', 'application/problem+json;q=0.01'];
}
