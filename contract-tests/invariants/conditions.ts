/** Conditions of requests (RFC 9110, 13): which hold, which fail, and which are ignored. */
import type { VerifyAt } from './invariant.ts';

/** If-None-Match compares weakly, and may be a list or `*` (RFC 9110, 13.1.2). HEAD is confirmed like GET. */
export const verifyEveryForm: VerifyAt = async ({ request, equal }, { id }, { path, headers: own }) => {
  const fresh = await request(id, { path, headers: own });
  const etag = String(fresh.headers.etag);
  for (const method of ['GET', 'HEAD']) {
    for (const form of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const headers = { ...own, 'if-none-match': form };
      const confirmed = await request(id, { path, method, headers, status: 304 });
      equal(`${method} ${path} header etag`, 'the 200', etag, confirmed.headers.etag);
    }
    const renewed = await request(id, { path, method, headers: { ...own, 'if-none-match': '"other"' } });
    equal(`${method} ${path} header etag`, 'the 200', etag, renewed.headers.etag);
    if (method === 'GET') equal(`GET ${path} body`, 'the 200', fresh.body, renewed.body);
  }
};

/** If-Match compares strongly, comes before If-None-Match, and may be a list or `*` (RFC 9110, 13.1.1 and 13.2.2). */
export const verifyEveryMatch: VerifyAt = async ({ request, equal }, { id }, { path, headers: own }) => {
  const { headers: fresh } = await request(id, { path, headers: own });
  const etag = String(fresh.etag);
  const forms = [
    { 'if-match': etag, status: 200 },
    { 'if-match': `"other", ${etag}`, status: 200 },
    { 'if-match': '*', status: 200 },
    { 'if-match': etag, 'if-none-match': etag, status: 304 },
    { 'if-match': `W/${etag}`, status: 412 },
    { 'if-match': '"other"', 'if-none-match': etag, status: 412 },
  ];
  for (const method of ['GET', 'HEAD']) {
    for (const { status, ...conditions } of forms) {
      const answer = await request(id, { path, method, headers: { ...own, ...conditions }, status });
      if (status !== 412) equal(`${method} ${path} header etag`, 'the 200', etag, answer.headers.etag);
    }
  }
};

/**
 * A condition on a modification date that the response does not have is ignored (RFC 9110, 13.1.3 and 13.1.4). So is one
 * on an ETag, where the contract declares neither 304 nor 412.
 */
export const verifyIgnored: VerifyAt = async ({ request }, { id, responses }, { path, headers: own }) => {
  const ignored: Readonly<Record<string, string>> = {
    ...(!responses.get(200)?.headers.has('last-modified') && {
      'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT',
      'if-unmodified-since': 'Mon, 01 Jan 2001 00:00:00 GMT',
    }),
    ...(!responses.has(304) && !responses.has(412) && { 'if-none-match': '*', 'if-match': '"other"' }),
  };
  for (const [name, value] of Object.entries(ignored))
    await request(id, { path, headers: { ...own, [name]: value } });
};
