import { renderCauses } from '../report/render-causes.ts';
import type { CompatibilityReport } from './run-compatibility.ts';

/** At most 80 columns, but for names. @param base as `--compatible-with` names it */
export function renderCompatibility(report: CompatibilityReport, base: string): string {
  const { target, url, version, ran, skipped, broken } = report;
  const cases = `${ran} cases of ${base} (${version})`;
  const left =
    skipped > 0 ? [`${skipped} cases were skipped: ${target} cannot be brought into their states.`] : [];
  if (broken.length === 0)
    return [`A client of ${base} meets no break at ${target}, ${url}.`, `Sent: ${cases}.`, ...left].join(
      '\n',
    );
  const count = new Set(broken.map(({ testCase }) => testCase)).size;
  return [
    ...renderCauses(broken),
    [`Sent: ${cases}, to ${target}.`, ...left].join('\n'),
    `A client of ${base} meets a break in ${count} of them.\nUndo the breaks; or see the version that they need:\nnpm run diff -- --base ${base}`,
  ].join('\n\n');
}
