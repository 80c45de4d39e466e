import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project.ts';

/**
 * The licences of the packages that were bundled: most of them ask that their text goes along with copies.
 *
 * @param inputs the files that were bundled, relative to the project
 */
export function noticesOf(inputs: readonly string[]): string {
  // The innermost package of a path: `…/node_modules/a/node_modules/@b/c/x.js` is of `@b/c`.
  const folders = inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? '');
  return [...new Set(folders)]
    .filter(Boolean)
    .map((folder) => noticeOf(join(projectRoot, folder)))
    .sort()
    .join('\n');
}

function noticeOf(folder: string): string {
  const manifest = join(folder, 'package.json');
  const { name, version, license } = JSON.parse(existsSync(manifest) ? readFileSync(manifest, 'utf8') : '{}');
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `${name} ${version}${license ? ` (${license})` : ''}\n\n${text}\n`;
}
