import { BaseResolver, type Document, type Source } from '@redocly/openapi-core';

const parsed = new Map<string, Document>();

/**
 * Reads every file anew and parses only what has changed: parsing YAML is the dearest part of a
 * regeneration, and a save changes one file. Copies are handed out, because bundling rewrites them.
 */
export class CachingResolver extends BaseResolver {
  override parseDocument(source: Source, isRoot?: boolean): Document {
    const known = parsed.get(source.absoluteRef);
    const document = known?.source.body === source.body ? known : super.parseDocument(source, isRoot);
    parsed.set(source.absoluteRef, document);
    return { source, parsed: structuredClone(document.parsed) };
  }
}
