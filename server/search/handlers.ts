import type { Handler } from '../handler.ts';

export const searchTaxonomy: Handler<'searchTaxonomy'> = async ({ query }, { snapshots }) => ({
  status: 200,
  body: await snapshots.current().search(query),
});
