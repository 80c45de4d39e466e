import { checksum } from '../../../taxonomy/canonical.ts';
import { reverseDelta } from '../../../taxonomy/history.ts';
import type { Release } from '../../../taxonomy/tree.ts';
import type { NewRelease } from '../store.ts';

/** A release of about `nodes` subcategories; its content depends on its version only. */
export function sampleRelease(version: string, nodes = 100): Release {
  const perCategory = 100;
  const categories = range(Math.ceil(nodes / perCategory)).map((index) => ({
    ...node(index, version),
    subcategories: range(Math.min(nodes, perCategory)).map((below) => node(below, version)),
  }));
  const layers = range(Math.ceil(categories.length / 900)).map((index) => ({
    code: String.fromCharCode(65 + index),
    numericCode: String(index + 1),
    name: `Layer of ${version}`,
    categories: categories.slice(index * 900, (index + 1) * 900),
  }));
  const taxonomy = { layers, aliases: [] };
  return { version, checksum: checksum(taxonomy), lastUpdated: '2026-01-01T00:00:00Z', ...taxonomy };
}

/** A sample release to publish where its reverse delta does not matter. */
export function sampleNext(version: string, nodes?: number): NewRelease {
  const release = sampleRelease(version, nodes);
  return { release, reverse: reverseDelta(release, undefined) };
}

/** The patch version above. */
export function versionAfter(version: string): string {
  const [major, minor, patch] = version.split('.');
  return `${major}.${minor}.${Number(patch) + 1}`;
}

function node(index: number, version: string) {
  const numericCode = String(index + 1).padStart(3, '0');
  return { code: numericCode, numericCode, name: `Node ${numericCode} of ${version}` };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
