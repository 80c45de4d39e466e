/** What the supervisor of `npm run tiers` is asked to do. */
import type { StoreChoice } from '../driver/model.ts';
import type { Build, TierName } from '../model.ts';

export type Order = { readonly tier: TierName } & (
  | {
      readonly action: 'start';
      readonly build: BuildFolder;
      readonly store: StoreChoice;
      readonly variables: Readonly<Record<string, string | undefined>>;
    }
  | { readonly action: 'switch'; readonly build: BuildFolder }
  | { readonly action: 'stop'; readonly what: BuildFolder | 'copy' }
);

export type BuildFolder = Pick<Build, 'id' | 'folder'>;
