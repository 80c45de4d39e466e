/** An edit of the toy, and the version that it needs. */
import type { Level } from '../model.ts';
import { type Node, readToy, type Toy } from './toy.ts';

export interface Edit {
  readonly title: string;
  readonly level: Level;
  /** Where examples and a run cannot show what the level says: why. */
  readonly unseen?: string;
  /** Changes the schema, and the example too if only a response shows the change. */
  readonly apply: (toy: Toy) => void;
}

export function editedToy({ apply }: Edit): string {
  const toy = readToy();
  apply(toy);
  return JSON.stringify(toy.root, null, 1);
}

export const edit = (title: string, level: Level, apply: Edit['apply'], unseen?: string): Edit => ({
  title,
  level,
  apply,
  ...(unseen !== undefined && { unseen }),
});

export const moved = (map: Node, from: string, to: string) => {
  map[to] = map[from];
  delete map[from];
};
export const typed = 'the wire stays as it was: only types and names of the generated client change';
export const value = 'only a value shows it that no example of the older contract has';
