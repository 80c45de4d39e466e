/** Conditions of a request that name ETags (RFC 9110, 13.1). */

const opaqueTag = '"[!#-~\\x80-\\xff]*"';
const element = `(?:(?:W/)?${opaqueTag}[ \\t]*)?`;
const tagList = new RegExp(`^[ \\t]*${element}(?:,[ \\t]*${element})*$`);
const opaqueTags = new RegExp(opaqueTag, 'g');
const tags = new RegExp(`(?:W/)?${opaqueTag}`, 'g');

/**
 * Whether If-None-Match holds this ETag. It does so whatever Cache-Control says, which is for caches (13.2.2). The
 * comparison is weak (13.1.2): a W/ before either tag is ignored. A header that is no list of tags holds none.
 */
export function holdsEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch !== undefined && lists(ifNoneMatch, etag.replace(/^W\//, ''), opaqueTags);
}

/**
 * Whether If-Match allows the response with this ETag; without If-Match it does. It is evaluated before If-None-Match
 * (13.2.2). The comparison is strong (13.1.1): a weak tag is never equal. A header that is no list of tags allows none.
 */
export function allowsEtag(ifMatch: string | undefined, etag: string): boolean {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true;
  return !etag.startsWith('W/') && lists(ifMatch, etag, tags);
}

/** @param items match the tags that are compared */
function lists(header: string, etag: string, items: RegExp): boolean {
  if (header.trim() === '*') return true;
  // Most headers that do not list the tag end here.
  if (!header.includes(etag)) return false;
  return tagList.test(header) && header.match(items)?.includes(etag) === true;
}
