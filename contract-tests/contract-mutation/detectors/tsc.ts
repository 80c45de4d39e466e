import { join, relative } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../../lib/project.ts';
import type { Detector } from '../model.ts';

/** The files that use the generated types. `tsc` also checks the tests, and can only find more. */
const isDependent = (file: string) =>
  /^(?:server|client|generated)\b/.test(relative(projectRoot, file)) && !file.endsWith('.test.ts');

/**
 * `tsc --incremental` with generated/ replaced in memory. It checks only the files again whose types an edit may have
 * changed.
 */
export function createTypeDetector(): Detector {
  const { options, fileNames } = readTsconfig();
  const files = fileNames.filter(isDependent);
  const sources = new Map<string, ts.SourceFile>();
  const build = (generated: ReadonlyMap<string, string>, before?: Builder) =>
    ts.createSemanticDiagnosticsBuilderProgram(
      files,
      options,
      createHost(options, generated, sources),
      before,
    );
  const unedited = build(new Map());
  const before = firstErrors(unedited);
  return async (artifacts) => {
    if (before.length > 0) return { tsc: before };
    const generated = [...artifacts].map(
      ([name, text]) => [join(projectRoot, 'generated', name), text] as const,
    );
    return { tsc: firstErrors(build(new Map(generated), unedited)) };
  };
}

type Builder = ts.SemanticDiagnosticsBuilderProgram;

function readTsconfig(): ts.ParsedCommandLine {
  const file = join(projectRoot, 'tsconfig.json');
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) throw new Error(describe(error));
  // With these options on, TypeScript assumes that an edit of generated/ cannot affect other files.
  const overrides = { isolatedModules: false, verbatimModuleSyntax: false };
  return ts.parseJsonConfigFileContent(config, ts.sys, projectRoot, overrides);
}

/** @param sources a cache of the parsed files that are not generated */
function createHost(
  options: ts.CompilerOptions,
  generated: ReadonlyMap<string, string>,
  sources: Map<string, ts.SourceFile>,
): ts.CompilerHost {
  const readFile: typeof ts.sys.readFile = (file, ...rest) =>
    generated.get(file) ?? ts.sys.readFile(file, ...rest);
  const host = ts.createIncrementalCompilerHost(options, { ...ts.sys, readFile });
  const getSourceFile: typeof host.getSourceFile = (file, ...rest) => {
    const source = (generated.has(file) ? undefined : sources.get(file)) ?? host.getSourceFile(file, ...rest);
    if (source && !generated.has(file)) sources.set(file, source);
    return source;
  };
  return { ...host, getSourceFile };
}

/** The errors of the first file that has any: one is enough, and checking the other files takes a second. */
function firstErrors(builder: Builder): string[] {
  for (;;) {
    const checked = builder.getSemanticDiagnosticsOfNextAffectedFile();
    if (!checked) return [];
    if (checked.result.length > 0) return checked.result.map(describe);
  }
}

function describe({ file, start = 0, messageText, code }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, ' ');
  const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${file ? `${relative(projectRoot, file.fileName)}:${line}  ` : ''}${message} (TS${code})`;
}
