import { expandPath } from '../../contract/paths.ts';
import { routes } from '../../generated/operations.ts';
import { Problem } from '../http/problem.ts';
import type { OnDemand } from '../snapshots/on-demand.ts';
import type { ServedSnapshot } from '../snapshots/served-snapshot.ts';

type Lists<Value> = (snapshot: ServedSnapshot) => OnDemand<Value>;

/** What a snapshot has for a layer. @throws Problem unknown-layer */
export async function findForLayer<Value>(
  snapshot: ServedSnapshot,
  path: { readonly layer: string },
  lists: Lists<Value>,
): Promise<Value> {
  const layer = path.layer.toUpperCase();
  const list = await lists(snapshot).get(layer);
  if (!list) throw unknownLayer(layer, snapshot);
  return list;
}

/** What a snapshot has for a category. @throws Problem unknown-layer or unknown-category */
export async function findForCategory<Value>(
  snapshot: ServedSnapshot,
  path: { readonly layer: string; readonly category: string },
  lists: Lists<Value>,
): Promise<Value> {
  const layer = path.layer.toUpperCase();
  const category = path.category.toUpperCase();
  const list = await lists(snapshot).get(`${layer}.${category}`);
  if (list) return list;
  if (!snapshot.categories.keys.includes(layer)) throw unknownLayer(layer, snapshot);
  const known = expandPath(routes.listCategories.path, { layer });
  throw new Problem(
    'unknown-category',
    `Layer ${layer} has no category "${category}". GET ${known} lists those it has.`,
  );
}

function unknownLayer(layer: string, { categories }: ServedSnapshot): Problem {
  return new Problem(
    'unknown-layer',
    `There is no layer "${layer}". There are ${categories.keys.join(', ')}.`,
  );
}
