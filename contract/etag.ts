/** Conditions of a request that name ETags (RFC 9110, 13.1). */

const opaqueTag = '"[!#-~\\x80-\\xff]*"';
const element = `(?:(?:W/)?${opaqueTag}[ \\t]*)?`;
const tagList = new RegExp(`^[ \\t]*${element}(?:,[ \\t]*${element})*$`);
const opaqueTags = new RegExp(opaqueTag, 'g');

/**
 * Whether If-None-Match holds this ETag. It does so whatever Cache-Control says, which is for caches (13.2.2). The
 * comparison is weak (13.1.2): a W/ before either tag is ignored. A header that is no list of tags holds none.
 */
export function holdsEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  const own = etag.replace(/^W\//, '');
  // Most headers that do not hold the tag end here.
  if (!ifNoneMatch.includes(own)) return false;
  return tagList.test(ifNoneMatch) && ifNoneMatch.match(opaqueTags)?.includes(own) === true;
}
