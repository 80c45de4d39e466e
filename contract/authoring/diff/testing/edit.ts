/** An edit of the toy, and the version that it needs. */
import type { Level } from '../model.ts';
import { type Node, readToy, type Toy } from './toy.ts';

export interface Edit {
  readonly title: string;
  readonly level: Level;
  /** Why a compatibility run on a server of the edited toy cannot see the break. */
  readonly unseen?: string;
  /** A header that the server of the edited toy does not send: a mock sends all that are declared. */
  readonly unsent?: string;
  /** Changes the schema, and the example too if only a response shows the change. */
  readonly apply: (toy: Toy) => void;
}

export function editedToy({ apply }: Edit): string {
  const toy = readToy();
  apply(toy);
  return JSON.stringify(toy.root, null, 1);
}

export const edit = (
  title: string,
  level: Level,
  apply: Edit['apply'],
  more: Pick<Edit, 'unseen' | 'unsent'> = {},
): Edit => ({ title, level, apply, ...more });

export const moved = (map: Node, from: string, to: string) => {
  map[to] = map[from];
  delete map[from];
};
/** The edits that only the compiler of a client notices. */
export const typed = {
  unseen: 'the wire stays as it was: only types and names of the generated client change',
};
