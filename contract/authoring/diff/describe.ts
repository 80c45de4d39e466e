/** Changes that break nobody: whether they are words alone, and what to say. */
import { equalJson, preview } from '../../json.ts';
import type { ReportedChange } from './redocly-report.ts';

const textual = /^(?:description|summary|title|examples?|value|externalDocs|tags|x-(?!max-bytes$).*)$/;
const textualTypes = /^(?:Info|Contact|License|Tag|TagList|Example|ExamplesMap|NamedExamples|ExternalDocs)$/;

export function isWords({ typeName, property, base, revision }: ReportedChange): boolean {
  if (textualTypes.test(typeName) || (property !== undefined && textual.test(property))) return true;
  const sorted = [base?.value, revision?.value].map((value) =>
    Array.isArray(value) ? [...value].sort() : value,
  );
  return property !== undefined && equalJson(sorted[0], sorted[1]);
}

export function describe(change: ReportedChange): string {
  const { typeName, kind, property, base, revision } = change;
  const noun = typeName.replaceAll(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();
  const part = `${noun} \`${nameOf(change)}\``;
  if (property === undefined) return `${part.charAt(0).toUpperCase()}${part.slice(1)} was ${kind}.`;
  const of = `\`${property}\` of ${part}`;
  const [before, after] = [base?.value, revision?.value];
  if (textual.test(property)) return `${of} changed.`;
  if (after === undefined) return `${of} was removed.`;
  if (before === undefined) return `${of} was set to ${preview(after)}.`;
  if (!Array.isArray(before) || !Array.isArray(after))
    return `${of} changed from ${preview(before)} to ${preview(after)}.`;
  const [gained, lost] = [
    after.filter((one) => !before.includes(one)),
    before.filter((one) => !after.includes(one)),
  ];
  return `${of} changed: ${preview(gained)} is new, ${preview(lost)} is gone.`;
}

function nameOf({ typeName, property, base, revision }: ReportedChange): string {
  const tokens = String((revision ?? base)?.pointer)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const names = tokens.at(-1) === property ? tokens.slice(0, -1) : tokens;
  const [path, name = ''] = names.slice(-2);
  if (typeName === 'Operation') return `${name.toUpperCase()} ${path}`;
  return String(Object(revision?.value ?? base?.value).name ?? name);
}
