import { lookup } from './json.ts';

const componentReference = /"#(\/components\/\w+\/[\w.-]+)"/g;

/** The components that a part of a document refers to, directly or through others, by their pointers. */
export function usedComponents(document: unknown, part: unknown): Map<string, unknown> {
  const used = new Map<string, unknown>();
  const use = (value: unknown) => {
    for (const [, pointer = ''] of JSON.stringify(value).matchAll(componentReference)) {
      if (used.has(pointer)) continue;
      const component = lookup(document, pointer);
      used.set(pointer, component);
      use(component);
    }
  };
  use(part);
  return used;
}
