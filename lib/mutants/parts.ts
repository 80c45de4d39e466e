/**
 * The folders that are measured one by one. Stryker runs every test that reaches a mutant. In one run, a mutant of
 * contract/json.ts would wait for every lint of contract/authoring/.
 */
export const parts = [
  'taxonomy',
  'client',
  'mock',
  'contract',
  'contract/authoring',
  'server',
  'server/store',
  'server/http',
  'server/http/authorization',
  'server/http/response-cache',
] as const;

/** The parts of a folder; itself, when it is within a part. */
export function partsOf(folder: string): readonly string[] {
  const found = parts.filter((part) => part === folder || isWithin(folder, part));
  return found.length > 0 ? found : [folder];
}

/** Whether a file is measured with a folder, and not with a part within it. */
export function belongsTo(folder: string, file: string): boolean {
  return isWithin(folder, file) && !partsWithin(folder).some((part) => isWithin(part, file));
}

/** The files to mutate. */
export function mutatedIn(folder: string): string[] {
  return [
    `${folder}/**/*.ts`,
    ...partsWithin(folder).map((part) => `!${part}/**`),
    ...['test', 'test-d', 'd'].map((suffix) => `!**/*.${suffix}.ts`),
    '!**/testing/**',
    // What starts a process or a browser is tested by starting it, which is no unit test.
    '!**/main.ts',
    '!server/build/keep-code.ts',
    '!client/browser-tests/**',
  ];
}

/** Tests of other rooms that judge a part, too: its public surface is what they call. */
const callers: Readonly<Record<string, readonly string[]>> = { contract: ['mock/**/*.test.ts'] };

/** The unit tests that judge a folder: those of its part, those directly in the folders above, and those of callers. */
export function testsOf(folder: string): { readonly include: string[]; readonly exclude: string[] } {
  const part = parts.findLast((one) => one === folder || isWithin(one, folder)) ?? folder;
  const names = part.split('/');
  const above = names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
  return {
    include: [`${part}/**/*.test.ts`, ...above.map((one) => `${one}/*.test.ts`), ...(callers[part] ?? [])],
    exclude: partsWithin(part).map((one) => `${one}/**`),
  };
}

function partsWithin(folder: string): readonly string[] {
  return parts.filter((part) => isWithin(folder, part));
}

function isWithin(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`);
}
