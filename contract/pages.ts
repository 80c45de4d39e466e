/** The pages of a contract. Their links are relative: a proxy in front may add a prefix to every path. */
import escapeHtml from 'escape-html';
import type { Contract } from './model.ts';

const style = `
  body { max-width: 42rem; margin: 3rem auto; padding: 0 1rem; font: 16px/1.6 system-ui, sans-serif; color: #1c2733 }
  code { font-family: ui-monospace, monospace; background: #eef1f5; padding: .1em .3em; border-radius: 3px }
  dt { font-weight: 600; margin-top: 1rem } dd { margin: 0 } a { color: #0b5cad }`;

/** A tree of three nodes. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M8 3v5m0 0H4v4m4-4h4v4" fill="none" stroke="#0b5cad" stroke-width="1.5"/><g fill="#0b5cad"><circle cx="8" cy="3" r="2"/><circle cx="4" cy="13" r="2"/><circle cx="12" cy="13" r="2"/></g></svg>';

export function docsPage({ version }: Contract): string {
  return page(
    `Taxonomy API ${version}`,
    '<redoc spec-url="openapi.json" hide-download-button="true"></redoc><script src="docs/redoc.standalone.js"></script>',
    'body { margin: 0 }',
  );
}

export function problemsPage({ problems }: Contract): string {
  const items = [...problems].map(
    ([slug, { status, title }]) =>
      `<dt><a href="problems/${slug}">${escapeHtml(title)}</a></dt><dd>${status}</dd>`,
  );
  return page('Problems', `<h1>Problems</h1><dl>${items.join('')}</dl>`, style);
}

/** Undefined when the contract has no such kind of problem. */
export function problemPage({ problems }: Contract, slug: string): string | undefined {
  const problem = problems.get(slug);
  if (!problem) return undefined;
  const { status, title, description, remedy } = problem;
  return page(
    title,
    `<p><a href="../problems">Problems</a></p><h1>${escapeHtml(title)}</h1>
    <p><code>${status}</code> <code>/problems/${slug}</code></p>
    <dl><dt>What it means</dt><dd>${escapeHtml(description)}</dd><dt>What to do</dt><dd>${escapeHtml(remedy)}</dd></dl>`,
    style,
    '../',
  );
}

/** @param root the relative path from the page to the first folder of the service */
function page(title: string, body: string, css: string, root = ''): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="icon" href="${root}favicon.ico"><style>${css}</style></head>
<body>${body}</body>
</html>
`;
}
