/** Invariants of the conversions: taxonomy/ converts the same addresses with the target's own tree. */
import type { components } from '../../generated/api.ts';
import * as conversion from '../../taxonomy/conversion.ts';
import { TaxonomyError } from '../../taxonomy/error.ts';
import { createSnapshot, type Snapshot, subcategoryEntries } from '../../taxonomy/snapshot.ts';
import type { CheckingClient } from './checking-client.ts';
import type { InvariantSpec } from './invariant.ts';

type BatchConversion = components['schemas']['BatchConversion'];
type Direction = components['schemas']['BatchRequest']['direction'];

const group = 'conversions agree with the tree';
const perBatch = 1000;
const malformed = 'none';

export function conversionInvariants(): InvariantSpec[] {
  return [
    { name: 'convertBatch converts every address of the tree', group, needsData: true, verify: verifyBatch },
    { name: 'convertHfnToMfa agrees with the tree', group, needsData: true, verify: verifyHfn },
    { name: 'convertMfaToHfn agrees with the tree', group, needsData: true, verify: verifyMfa },
    { name: 'conversions refuse unknown addresses', group, needsData: true, verify: verifyRefusals },
  ];
}

const directions = {
  'hfn-to-mfa': { convert: conversion.convertHfnToMfa, from: 'hfn', to: 'mfa', id: 'convertHfnToMfa' },
  'mfa-to-hfn': { convert: conversion.convertMfaToHfn, from: 'mfa', to: 'hfn', id: 'convertMfaToHfn' },
} as const;

async function verifyBatch(client: CheckingClient): Promise<void> {
  const snapshot = createSnapshot(await client.tree());
  for (const direction of ['hfn-to-mfa', 'mfa-to-hfn'] as const) {
    // A malformed address in between: it must have its problem at its own index.
    const all = [...addresses(snapshot, direction), malformed, ...addresses(snapshot, direction).slice(0, 1)];
    for (let start = 0; start < all.length; start += perBatch) {
      await verifyOneBatch(client, snapshot, direction, all.slice(start, start + perBatch));
    }
  }
}

async function verifyOneBatch(
  { contract, read, equal }: CheckingClient,
  snapshot: Snapshot,
  direction: Direction,
  inputs: readonly string[],
): Promise<void> {
  const { convert, to } = directions[direction];
  const title = contract.problems.get('malformed-address')?.title;
  const expected = inputs.map((input) =>
    input === malformed
      ? { input, ok: false, title }
      : { input, output: convert(snapshot, input)[to], ok: true },
  );
  const body = { direction, addresses: inputs };
  const { results, ...counts } = await read<BatchConversion>('convertBatch', { body });
  const actual = results.map((result) =>
    result.ok ? result : { input: result.input, ok: result.ok, title: result.problem.title },
  );
  const failed = expected.filter(({ ok }) => !ok).length;
  equal(
    `convertBatch ${direction}`,
    'the tree',
    { results: expected, converted: inputs.length - failed, failed },
    { results: actual, ...counts },
  );
}

async function verifyHfn(client: CheckingClient): Promise<void> {
  const snapshot = createSnapshot(await client.tree());
  const inputs = sample(addresses(snapshot, 'hfn-to-mfa'));
  const [first = ''] = inputs;
  const aliased = [...snapshot.targetByAlias.keys()]
    .filter((alias) => alias.split('.').length === 3)
    .map((alias) => `${alias}.001`);
  await verifySingly(client, snapshot, 'hfn-to-mfa', [
    ...inputs,
    ...aliased.slice(0, 10),
    first.toLowerCase(),
    ` ${first}.Mp4 `,
    first.replace(/\.001$/, '.123456789012'),
  ]);
}

async function verifyMfa(client: CheckingClient): Promise<void> {
  const snapshot = createSnapshot(await client.tree());
  const inputs = sample(addresses(snapshot, 'mfa-to-hfn'));
  await verifySingly(client, snapshot, 'mfa-to-hfn', [...inputs, `${inputs[0]}.wav`]);
}

async function verifySingly(
  { read, equal }: CheckingClient,
  snapshot: Snapshot,
  direction: Direction,
  inputs: readonly string[],
): Promise<void> {
  const { convert, from, id } = directions[direction];
  await Promise.all(
    inputs.map(async (input) => {
      const expected = { ...convert(snapshot, input), success: true };
      equal(`${id} ${input}`, 'the tree', expected, await read(id, { body: { [from]: input } }));
    }),
  );
}

async function verifyRefusals({ tree, request, equal }: CheckingClient): Promise<void> {
  const snapshot = createSnapshot(await tree());
  for (const direction of ['hfn-to-mfa', 'mfa-to-hfn'] as const) {
    const { convert, from, id } = directions[direction];
    for (const input of neighbours(addresses(snapshot, direction)[0] ?? '', direction)) {
      const expected = refusalOf(() => convert(snapshot, input));
      if (!expected) continue;
      const response = await request(id, { body: { [from]: input }, status: 422 });
      const { segment, value, suggestions, detail } = JSON.parse(response.body);
      equal(`${id} ${input}`, 'the tree', expected, { segment, value, suggestions, detail });
    }
  }
}

/** Three addresses, each with one segment replaced by a code that the tree may lack. */
function neighbours(address: string, direction: Direction): string[] {
  const others = direction === 'hfn-to-mfa' ? ['Z', 'ZZZ', 'ZZZ'] : ['99', '999', '999'];
  return others.map((other, position) => address.split('.').with(position, other).join('.'));
}

function refusalOf(convert: () => unknown): object | undefined {
  try {
    convert();
    return undefined;
  } catch (error) {
    if (!(error instanceof TaxonomyError) || error.details.code !== 'unknown-address') throw error;
    const { segment, value, suggestions } = error.details;
    return { segment, value, suggestions, detail: error.message };
  }
}

function addresses({ release }: Snapshot, direction: Direction): string[] {
  return subcategoryEntries(release).map((entry) => `${entry[directions[direction].from]}.001`);
}

/** About thirty items, evenly spaced. */
function sample(all: readonly string[]): string[] {
  const step = Math.max(1, Math.floor(all.length / 30));
  return all.filter((_, index) => index % step === 0);
}
