import type { Handlers } from '../../../server/handler.ts';
import { Problem } from '../../../server/http/problem.ts';

export const handlers = {
  getPlain: () => ({ status: 200, body: { label: 'ball', size: 3 } }),
  makePlain: ({ body }) => ({ status: 200, body: { size: 0, ...body } }),
  putBox: ({ path, body }) => ({ status: 200, body: { ...path, ...body } }),
  patchBox: ({ path, body: { label = 'ball', size = 3 } }) => ({
    status: 200,
    body: { ...path, label, ...(size !== null && { size }) },
  }),
  deleteBox: ({ path }) => {
    if (path.box === 'lost') throw new Problem('not-found', 'There is no such box.');
    return { status: 204 };
  },
  ringBell: ({ query }) => ({ status: 200, body: { rung: query.times } }),
} satisfies Partial<Handlers>;

export const wrong = {
  getPlain: () => ({ status: 200, body: { label: 'ball' } }),
  makePlain: ({ body }) => ({ status: 200, body }),
  putBox: ({ path, body }) => ({ status: 200, body: { ...path, label: body.label.toUpperCase() } }),
  // Sets null instead of removing.
  patchBox: ({ path, body: { label = 'ball', size } }) => ({
    status: 200,
    body: { ...path, label, size: size ?? 3 },
  }),
  deleteBox: () => ({ status: 204 }),
  ringBell: () => ({ status: 200, body: { rung: 1 } }),
} satisfies Partial<Handlers>;
