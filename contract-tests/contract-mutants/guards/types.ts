import { join, relative } from 'node:path';
import ts from 'typescript';
import type { Artifacts } from '../../../scripts/generate/artifacts.ts';
import { projectRoot } from '../../../scripts/lib/project.ts';
import type { Guard } from './guard.ts';

/** What is written against the generated types. tsc checks the tests, too, and can only find more. */
const isDependent = (file: string) =>
  /^(?:server|client|generated)\b/.test(relative(projectRoot, file)) && !file.endsWith('.test.ts');

/** `tsc`, with generated/ replaced in memory. */
export function createTypeGuard(): Guard {
  const { options, fileNames } = readTsconfig();
  const files = fileNames.filter(isDependent);
  const generated = new Map<string, string>();
  const service = ts.createLanguageService(createHost(options, files, generated));
  return async ({ artifacts }) => {
    replace(generated, artifacts);
    for (const file of files) {
      const found = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
      // One error is an answer, and the rest of the files would take a second.
      if (found.length > 0) return { tsc: found.map(describe) };
    }
    return { tsc: [] };
  };
}

function readTsconfig(): ts.ParsedCommandLine {
  const file = join(projectRoot, 'tsconfig.json');
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) throw new Error(describe(error));
  return ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
}

function createHost(
  options: ts.CompilerOptions,
  files: string[],
  generated: ReadonlyMap<string, string>,
): ts.LanguageServiceHost {
  const read = (file: string) => generated.get(file) ?? ts.sys.readFile(file);
  return {
    fileExists: ts.sys.fileExists,
    readFile: read,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    getCompilationSettings: () => options,
    getCurrentDirectory: () => projectRoot,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => files,
    // Of a generated file the text itself: that a contract has the types of another one is seen at once.
    getScriptVersion: (file) => generated.get(file) ?? '',
    getScriptSnapshot(file) {
      const text = read(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
  };
}

function replace(generated: Map<string, string>, artifacts: Artifacts): void {
  for (const [name, text] of artifacts) generated.set(join(projectRoot, 'generated', name), text);
}

function describe({ file, start = 0, messageText, code }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, ' ');
  const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${file ? `${relative(projectRoot, file.fileName)}:${line}  ` : ''}${message} (TS${code})`;
}
