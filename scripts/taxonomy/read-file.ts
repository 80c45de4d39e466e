import { createReadStream } from 'node:fs';
import { MAX_SOURCE_BYTES } from '../../taxonomy/formats/read-taxonomy.ts';
import { CommandError } from './command-error.ts';

/** The file, or stdin for `-`. Of one that is too large, enough is read to tell that it is. */
export async function readFile(file: string, stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of file === '-' ? stdin : createReadStream(file)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_SOURCE_BYTES) break;
    }
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`, 2);
  }
  return Buffer.concat(chunks);
}
