/** Where the sources have what the bundle has: the bundle is not edited. */
import { posix } from 'node:path';
import { getLineColLocation, Source } from '@redocly/openapi-core';
import { load } from 'js-yaml';
import { lookup, pointerTo } from '../../json.ts';

export type ReadSource = (file: string) => Promise<string | undefined>;

const rootFile = 'openapi/openapi.yaml';

/** @returns for a pointer into the bundle, `file:line` of the sources; undefined where they do not have it */
export function createFindPlace(read: ReadSource) {
  const files = new Map<string, Promise<SourceFile | undefined>>();
  const open = (file: string) => {
    const opened = files.get(file) ?? read(file).then((text) => parse(file, text));
    files.set(file, opened);
    return opened;
  };
  return async (pointer: string): Promise<string | undefined> => {
    const tokens = pointer
      .split('/')
      .slice(1)
      .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
    // Bundling names a component after its file.
    const [root, kind, name] = tokens;
    const component =
      root === 'components' ? await open(`openapi/components/${kind}/${name}.yaml`) : undefined;
    const start = component ?? (await open(rootFile));
    return start && follow(start, component ? tokens.slice(3) : tokens, open);
  };
}

interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
}

function parse(file: string, text: string | undefined): SourceFile | undefined {
  try {
    return text === undefined ? undefined : { file, text, value: load(text) };
  } catch {
    return undefined;
  }
}

/** What an example takes from data has no line of its own: the nearest part above it has. */
async function follow(
  start: SourceFile,
  tokens: readonly string[],
  open: (file: string) => Promise<SourceFile | undefined>,
): Promise<string> {
  let source = start;
  let pointer = '';
  for (const token of tokens) {
    const { $ref } = Object(lookup(source.value, pointer));
    if (typeof $ref === 'string') {
      const [path = '', fragment = ''] = $ref.split('#');
      const target = path === '' ? source : await open(posix.join(posix.dirname(source.file), path));
      if (!target) break;
      source = target;
      pointer = fragment;
    }
    pointer = pointerTo(pointer, token);
  }
  const location = {
    source: new Source(source.file, source.text),
    pointer: `#${pointer}`,
    reportOnKey: true,
  };
  return `${source.file}:${getLineColLocation(location).start.line}`;
}
