import type { Metafile } from 'esbuild';

/** What was built into the folder of a package. */
export interface Built {
  /** The files that were bundled, relative to the project. */
  readonly inputs: readonly string[];
  /** The members of package.json that say where the built files are: `exports`, `bin`. */
  readonly manifest: { readonly exports?: object; readonly bin?: object };
}

export interface Tarball {
  readonly file: string;
  readonly bytes: number;
}

/** The files of which something is in the output. */
export function bundledIn({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((file) => inputs[file]?.bytesInOutput),
  );
}
