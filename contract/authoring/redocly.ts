/** Additions to Redocly's library. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import {
  BaseResolver,
  type Config,
  createConfig as createRedoclyConfig,
  type Document,
  getLineColLocation,
  type NormalizedProblem,
  Source,
} from '@redocly/openapi-core';

/**
 * Redocly's createConfig with a simpler type. Checking a configuration against Redocly's type takes tsc a quarter of
 * the time of this project, and that type does not know our rules.
 */
export const createConfig: (
  config: { plugins?: unknown[]; preprocessors?: Record<string, string>; rules?: Record<string, string> },
  options?: { configPath: string },
) => Promise<Config> = createRedoclyConfig as never;

const parsed = new Map<string, Document>();

/**
 * Reads every file each time and parses only what has changed. Parsing YAML takes most of the time of a regeneration,
 * and a save changes one file. Gives copies, because bundling changes the parsed documents.
 */
export class CachingResolver extends BaseResolver {
  // Reading a hundred small files synchronously takes a third of the time that the thread pool takes.
  override async loadExternalRef(file: string): Promise<Source> {
    if (/^[a-z]+:\/\//i.test(file)) throw new Error('Nothing is fetched from another host. Copy the file.');
    try {
      return new Source(file, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
    } catch {
      return super.loadExternalRef(file); // Throws the error that Redocly reports with its location.
    }
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    const known = parsed.get(source.absoluteRef);
    const document = known?.source.body === source.body ? known : super.parseDocument(source, isRoot);
    // Redocly would say only that the reference to it cannot be resolved.
    if (document.parsed === undefined) throw new Error(`${source.absoluteRef} is empty`);
    parsed.set(source.absoluteRef, document);
    return { source, parsed: structuredClone(document.parsed) };
  }
}

/**
 * Each problem once, by file and line, with `file:line:column  message (rule)`: editors and terminals make a link of it.
 * Redocly reports a problem in a shared file for each use.
 */
export function formatProblems(root: string, problems: readonly NormalizedProblem[]): string[] {
  const folder = `${root.replace(/\/$/, '')}/`;
  // What refers to a file without content seems to lack what that file says.
  const unread = problems.filter(({ message }) => /is empty$|" \(\d+:\d+\)$/.test(message.trim()));
  const shown = unread.length > 0 ? unread : problems;
  const lines = shown.map((problem) => formatProblem(root, problem).replaceAll(folder, ''));
  lines.sort(new Intl.Collator('en', { numeric: true }).compare);
  // By the message, where it names the file: the references to it are right.
  const keyOf = (line: string) => /Can't resolve \$ref: .*/.exec(line)?.[0] ?? line;
  return [...new Map(lines.toReversed().map((line) => [keyOf(line), line])).values()].toReversed();
}

function formatProblem(root: string, problem: NormalizedProblem): string {
  const message = problem.message.trim();
  const [, text, file, position] =
    /(?:Can't resolve \$ref|Failed to parse): (.*) in "(.*)" \((\d+:\d+)\)$/s.exec(message) ?? [];
  if (file) return `${relative(root, file)}:${position}  ${text} (${problem.ruleId})`;
  const [, emptyFile] = /Can't resolve \$ref: (.*) is empty$/.exec(message) ?? [];
  if (emptyFile) return `${relative(root, emptyFile)}:1:1  The file is empty. (${problem.ruleId})`;
  const [location] = problem.location;
  const where = location === undefined ? '' : `${formatLocation(root, location)}  `;
  const suggestions = problem.suggest.length > 0 ? ` Did you mean ${problem.suggest.join(', ')}?` : '';
  return `${where}${message}${suggestions} (${problem.ruleId})`;
}

function formatLocation(root: string, location: NormalizedProblem['location'][number]): string {
  const { line, col } = getLineColLocation(location).start;
  return `${relative(root, location.source.absoluteRef)}:${line}:${col}`;
}
