import { expect, it } from 'vitest';
import { allowsEtag, holdsEtag } from './etag.ts';

it.each([
  ['the tag', '"xyz"'],
  ['a weak tag', 'W/"xyz"'],
  ['a list', '"a", W/"b,c" ,"xyz"'],
  ['a list with empty elements', ' , "a",, "xyz", '],
  ['a list without spaces', '"a","xyz"'],
  ['any', ' * '],
])('If-None-Match with %s → holds it', (_, header) => {
  expect(holdsEtag(header, '"xyz"')).toBe(true);
});

it.each([
  ['nothing', undefined],
  ['an empty value', ''],
  ['another tag', '"xy"'],
  ['a tag that contains commas and the name', '"a,xyz,b"'],
  ['a tag within a tag', '"a,"xyz",b"'],
  ['a tag within quotes and spaces, which no tag has', '"a, "xyz", b"'],
  ['a tag without quotes', 'xyz'],
  ['w/ in lower case', 'w/"xyz"'],
  ['a star among tags', '"a", *'],
])('If-None-Match with %s → does not hold it', (_, header) => {
  expect(holdsEtag(header, '"xyz"')).toBe(false);
});

it('the tag itself is weak, has commas, or contains W/ → held', () => {
  expect(holdsEtag('"xyz"', 'W/"xyz"')).toBe(true);
  expect(holdsEtag('"b", "a,xyz"', '"a,xyz"')).toBe(true);
  expect(holdsEtag('"aW/b"', '"aW/b"')).toBe(true);
});

// A quadratic search would take half a minute.
it('a header of 120,000 characters that is no list → does not hold it, at once', { timeout: 10_000 }, () => {
  expect(holdsEtag(`"xyz"${' ,'.repeat(60_000)}x`, '"xyz"')).toBe(false);
});

it.each([
  ['nothing', undefined],
  ['the tag', '"xyz"'],
  ['a list', '"a", W/"b,c" ,"xyz"'],
  ['a list with empty elements', ' , "a",, "xyz", '],
  ['any', ' * '],
])('If-Match with %s → allows it', (_, header) => {
  expect(allowsEtag(header, '"xyz"')).toBe(true);
});

it.each([
  ['an empty value', ''],
  ['another tag', '"xy"'],
  ['the tag as a weak one', 'W/"xyz"'],
  ['a list with the tag as a weak one', '"a", W/"xyz"'],
  ['a tag that contains commas and the name', '"a,xyz,b"'],
  ['a tag within a tag', '"a,"xyz",b"'],
  ['a tag without quotes', 'xyz'],
  ['a star among tags', '"xyz", *'],
])('If-Match with %s → does not allow it', (_, header) => {
  expect(allowsEtag(header, '"xyz"')).toBe(false);
});

it('the tag itself is weak → only any allows it', () => {
  expect(allowsEtag('W/"xyz", "xyz"', 'W/"xyz"')).toBe(false);
  expect(allowsEtag(' * ', 'W/"xyz"')).toBe(true);
});
