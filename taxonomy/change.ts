import type { Node } from './tree.ts';

/**
 * What a change means to a reader, where its type does not say it:
 * - `renumbered`: the same path has another number, so its MFA is another one;
 * - `deprecated`: it became deprecated, or the replacement of a deprecated node is another one;
 * - `restored`: it is no longer deprecated;
 * - `renamed`: it has another name (and nothing of the above);
 * - `moved`: this removal and an addition elsewhere are the same node under another parent.
 */
export type ChangeKind = 'renamed' | 'renumbered' | 'deprecated' | 'restored' | 'moved';

/** The HFN path of a node in segments. */
interface NodePath {
  readonly layer: string;
  readonly category?: string;
  readonly subcategory?: string;
}

/** `node` is the node after the change, whole but without its children: they have changes of their own. */
export type NodeChange = NodePath &
  (
    | { readonly type: 'added' | 'modified'; readonly node: Node; readonly kind?: ChangeKind }
    | { readonly type: 'removed'; readonly kind?: ChangeKind }
  );

export type AliasChange =
  | { readonly type: 'added' | 'modified'; readonly alias: string; readonly target: string }
  | { readonly type: 'removed'; readonly alias: string };

/** One step between two releases, as the incremental sync carries it. */
export type Change = NodeChange | AliasChange;

/** Tells the two sorts of change apart: the path of an alias is one string, that of a node its segments. */
export function isAliasChange(change: Change): change is AliasChange {
  return 'alias' in change;
}
