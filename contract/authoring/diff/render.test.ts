import { expect, it } from 'vitest';
import type { Comparison, PlacedChange } from './diff.ts';
import { renderDiff, renderMarkdown } from './render.ts';

const breaking: PlacedChange = {
  level: 'major',
  message: `\`pattern\` became ${'x'.repeat(99)}.`,
  place: `openapi/paths/${'long-name_'.repeat(8)}.yaml:4`,
  needed: '2.0.0',
};
const addition: PlacedChange = {
  level: 'minor',
  message: 'A | was added.',
  place: 'b.yaml:7',
  needed: '1.1.0',
};
const comparison: Comparison = {
  base: 'v1.0.0',
  isReleased: true,
  isHidden: false,
  version: { base: '1.0.0', current: '1.0.0', needed: '2.0.0', verdict: 'too low' },
  versionPlace: 'openapi/openapi.yaml:4',
  changes: [breaking, addition],
};
const version = (current: string, verdict: Comparison['version']['verdict']) => ({
  version: { ...comparison.version, current, verdict },
});
const render = (changed: Partial<Comparison>, isCi = false) =>
  renderDiff({ ...comparison, ...changed }, isCi);

it('a version too low → what changed, where, and last what to write, within 80 columns', () => {
  const text = render({});
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(text).toContain('\nBreaking, needs 2.0.0:\n');
  expect(text).toContain('\nAddition, needs 1.1.0:\n\nb.yaml:7\n  A | was added.\n');
  expect(text).toContain('\ninfo.version has to be at least 2.0.0, and is 1.0.0.\n');
  expect(text).toMatch(
    /\nUndo what breaks clients; or write `version: 2.0.0` in\nopenapi\/openapi.yaml:4, .* generate$/,
  );
});

it('breaks that a major version covers → said', () => {
  const text = render(version('2.0.0', 'enough'));
  expect(text).toMatch(/Breaks, allowed by 2.0.0.\n\ninfo.version has to be at least 2.0.0, and is 2.0.0.$/);
});

it('an addition that the version lacks → what to write, and nothing to undo', () => {
  expect(render({ changes: [addition] })).toMatch(/\nNow write `version: 2.0.0` in\n.* generate$/);
});

it('words → their own heading', () => {
  const words: PlacedChange = { ...addition, level: 'patch', needed: '1.0.1' };
  expect(render({ changes: [words] })).toMatch(/^Changed since v1.0.0:\n\nWords, needs 1.0.1:\n\nb.yaml:7\n/);
});

it('a version that fell, or is none → what to write', () => {
  expect(render(version('0.9.0', 'fallen'))).toContain('info.version fell from 1.0.0 to 0.9.0.');
  expect(render(version('one', 'no version'))).toMatch(
    /is one, which is no version.\n\nNow write `version: 2.0.0`/,
  );
});

it('no release → listed and allowed, and a last line that says Skipped', () => {
  const text = render({ isReleased: false });
  expect(text).toContain('Breaking, needs 2.0.0:');
  expect(text).toMatch(/Allowed, because no client uses it. .*\n\nSkipped: no released contract$/);
});

it('no release, and a version that fits → no word of breaks', () => {
  const text = render({ isReleased: false, ...version('2.0.0', 'enough') });
  expect(text).toMatch(/is 2.0.0.\n\nSkipped: no released contract$/);
  expect(text).not.toContain('Breaks, allowed');
});

it('no release, and a version that fell → refused, not skipped', () => {
  expect(render({ isReleased: false, ...version('0.9.0', 'fallen') })).toMatch(/npm run generate$/);
});

it('an addition that a version covers → no word of breaks', () => {
  const text = render({ changes: [addition], ...version('2.0.0', 'enough') });
  expect(text).not.toContain('Breaks, allowed');
});

it('nothing changed → said', () => {
  const text = render({ changes: [], ...version('2.0.0', 'enough') });
  expect(text).toMatch(/^Nothing changed since v1.0.0.\n/);
});

it('no base → skipped; a shallow clone in CI → fetch-depth', () => {
  expect(renderDiff({ missing: 'why', isHidden: true }, false)).toBe('Skipped: why');
  expect(renderDiff({ missing: 'why', isHidden: true }, true)).toContain(
    'Set `fetch-depth: 0` for actions/checkout.',
  );
  expect(render({ isHidden: true, isReleased: false }, true)).not.toContain('Skipped');
  expect(render({ isHidden: true, isReleased: false })).toContain('Skipped');
});

it('markdown → a row for each change, and the verdict', () => {
  const text = renderMarkdown(comparison, false);
  expect(text).toContain('\n| change | kind | place | version needed |\n| --- | --- | --- | --- |\n');
  expect(text).toContain('\n| A \\| was added. | addition | `b.yaml:7` | 1.1.0 |\n');
  expect(text).toMatch(/npm run generate$/);
});

it('markdown of a version that fits → the version last', () => {
  const text = renderMarkdown({ ...comparison, ...version('2.0.0', 'enough') }, false);
  expect(text).toMatch(/\n\ninfo.version has to be at least 2.0.0, and is 2.0.0.$/);
});

it('markdown without changes → no table', () => {
  const text = renderMarkdown({ ...comparison, changes: [], ...version('2.0.0', 'enough') }, false);
  expect(text).toMatch(/^Compared with v1.0.0.\n\ninfo.version has to be/);
});

it('markdown without a base, or in CI with a shallow clone → as text', () => {
  expect(renderMarkdown({ missing: 'why', isHidden: false }, false)).toBe('Skipped: why');
  expect(renderMarkdown({ ...comparison, isHidden: true }, true)).toContain('fetch-depth');
  expect(renderMarkdown({ ...comparison, isHidden: true }, false)).toContain('| change |');
});
