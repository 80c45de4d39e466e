import type { Handlers } from '../../../server/handler.ts';

type Letter = string | { readonly text: string; readonly loud?: boolean };

const lengthOf = (letter: Letter) =>
  typeof letter === 'string' ? letter.length : letter.text.length * ('loud' in letter ? 2 : 1);

export const handlers = {
  orderToys: ({ body }) => ({ status: 200, body: { count: body.length } }),
  postVendor: ({ body }) => ({ status: 200, body }),
  sendLetter: ({ body }) => ({ status: 200, body: { length: lengthOf(body) } }),
  makeWish: ({ query, body }) => ({
    status: 200,
    body: { name: query.name, ...body, given: body !== undefined },
  }),
  addPicture: ({ body: { title, picture, more = [], size, tags, maker } }) => ({
    status: 200,
    body: {
      title,
      bytes: [picture, ...more].map((file) => file.size),
      ...(size !== undefined && { size }),
      ...(tags && { tags }),
      ...(maker && { maker: maker.name }),
    },
  }),
  sendForm: ({ body }) => ({ status: 200, body }),
  addNote: ({ body }) => ({ status: 200, body: { count: body.split('\n').length } }),
  putModel: ({ body }) => ({ status: 200, body: { count: body.length } }),
  registerToy: ({ body: { label, parts } }) => ({
    status: 201,
    body: {
      id: 7,
      label,
      ...(parts && { parts: parts.map(({ name }, index) => ({ id: index + 1, name })) }),
    },
  }),
  addAccount: ({ body }) => ({ status: 200, body: { name: body.name } }),
  setSettings: ({ body }) => ({ status: 200, body }),
  addEvent: ({ body }) => ({ status: 200, body }),
} satisfies Partial<Handlers>;

export const wrong = {
  orderToys: ({ body }) => ({ status: 200, body: { count: body.length - 1 } }),
  postVendor: ({ body }) => ({ status: 200, body: { label: body.label } }),
  // Takes text for JSON.
  sendLetter: ({ body }) => ({
    status: 200,
    body: { length: typeof body === 'string' ? 0 : lengthOf(body) },
  }),
  makeWish: ({ query, body }) => ({ status: 200, body: { name: query.name, ...body, given: true } }),
  addPicture: ({ body: { title } }) => ({ status: 200, body: { title, bytes: [6] } }),
  sendForm: ({ body }) => ({ status: 200, body: { ...body, name: body.name.replaceAll('+', ' ') } }),
  addNote: () => ({ status: 200, body: { count: 1 } }),
  putModel: () => ({ status: 200, body: { count: 7 } }),
  registerToy: ({ body: { label, parts } }) => ({
    status: 201,
    body: { id: 7, label, ...(parts && { parts: parts as unknown as { id: number; name: string }[] }) },
  }),
  addAccount: ({ body }) => ({ status: 200, body: body as { name: string } }),
  setSettings: ({ body }) => ({ status: 200, body: { ...body, volume: 1 } }),
  addEvent: ({ body }) => ({ status: 200, body: { day: body.day } }),
} satisfies Partial<Handlers>;
