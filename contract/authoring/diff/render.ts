import wrapAnsi from 'wrap-ansi';
import { deeper } from './base.ts';
import { type Comparison, type Diff, isRefused, type PlacedChange } from './diff.ts';
import type { Level } from './model.ts';

const kinds: Readonly<Record<Level, string>> = {
  major: 'Breaking',
  minor: 'Addition',
  patch: 'Words',
};

/** At most 80 columns; the next command is last. Without a released contract, the last line says `Skipped`. */
export function renderDiff(diff: Diff, isCi: boolean): string {
  if (isCi && diff.isHidden) return deeper;
  if ('missing' in diff) return `Skipped: ${diff.missing}`;
  const { base, isReleased, changes } = diff;
  const list = changes.length > 0 ? [`Changed since ${base}:`, ...renderChanges(changes)] : [];
  return [
    ...(list.length > 0 ? list : [`Nothing changed since ${base}.`]),
    ...(isRefused(diff, isCi) ? renderRefusal(diff) : renderAllowed(diff)),
    ...(isReleased || isRefused(diff, isCi) ? [] : ['Skipped: no released contract']),
  ].join('\n\n');
}

function renderChanges(changes: readonly PlacedChange[]): string[] {
  return (Object.keys(kinds) as Level[]).flatMap((level) => {
    const found = changes.filter((change) => change.level === level);
    const [first] = found;
    if (!first) return [];
    return [
      `${kinds[level]}, needs ${first.needed}:`,
      ...found.map(({ place, message }) => `${wrapAnsi(place, 80, { hard: true })}\n${wrap(message)}`),
    ];
  });
}

// hard: a pattern in a message has no spaces to break at.
const wrap = (message: string) => wrapAnsi(message, 78, { hard: true }).replaceAll(/^/gm, '  ');

function renderAllowed({ changes, version, isReleased }: Comparison): string[] {
  const { current, needed } = version;
  const breaks = changes.some(({ level }) => level === 'major');
  if (version.verdict === 'too low')
    return [`Allowed, because no client uses it. A release would need ${needed}.`];
  return [
    ...(breaks && isReleased ? [`Breaks, allowed by ${current}.`] : []),
    `info.version has to be at least ${needed}, and is ${current}.`,
  ];
}

function renderRefusal({ version, versionPlace, changes }: Comparison): string[] {
  const { base, current, needed, verdict } = version;
  const write = (wanted: string) =>
    `write \`version: ${wanted}\` in\n${versionPlace}, and then: npm run generate`;
  if (verdict === 'no version')
    return [`info.version is ${current}, which is no version.`, `Now ${write(needed)}`];
  if (verdict === 'fallen') return [`info.version fell from ${base} to ${current}.`, `Now ${write(needed)}`];
  const breaks = changes.some(({ level }) => level === 'major');
  return [
    `info.version has to be at least ${needed}, and is ${current}.`,
    breaks ? `Undo what breaks clients; or ${write(needed)}` : `Now ${write(needed)}`,
  ];
}

/** For the comment of a pull request. */
export function renderMarkdown(diff: Diff, isCi: boolean): string {
  if ('missing' in diff || (isCi && diff.isHidden)) return renderDiff(diff, isCi);
  const rows = diff.changes.map(({ level, message, place, needed }) =>
    [message, kinds[level].toLowerCase(), `\`${place}\``, needed].map((cell) => cell.replaceAll('|', '\\|')),
  );
  const head = ['change', 'kind', 'place', 'version needed'];
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const verdict = isRefused(diff, isCi) ? renderRefusal(diff) : renderAllowed(diff);
  return [`Compared with ${diff.base}.`, ...(rows.length > 0 ? [table] : []), ...verdict].join('\n\n');
}
