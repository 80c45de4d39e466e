/** The document that a service serves: the contract, with the service as its only server. */
import { dump, load } from 'js-yaml';
import type { Contract } from './model.ts';

/** Where services and mocks have it. */
export const documentPaths = { json: '/openapi.json', yaml: '/openapi.yaml' } as const;

/** @param url of the service, as its clients reach it, without a final slash */
export function servedDocument({ text }: Contract, url: string): object {
  // Not `document`, in which requests and responses have schemas of their own.
  return { ...(load(text) as object), servers: [{ url, description: 'This service.' }] };
}

/** A document as YAML. There are no aliases, because some readers resolve one to a shared object, others to copies. */
export function renderYaml(document: object): string {
  return dump(document, { noRefs: true, lineWidth: -1 });
}
