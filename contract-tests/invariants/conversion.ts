/** Conversions follow from the target's own tree, by the rules of taxonomy/. */
import type { components } from '../../generated/api.ts';
import * as conversion from '../../taxonomy/conversion.ts';
import { TaxonomyError } from '../../taxonomy/error.ts';
import { createSnapshot, type Snapshot, subcategoryEntries } from '../../taxonomy/snapshot.ts';
import type { CheckingClient } from './checking-client.ts';
import type { InvariantSpec } from './invariant.ts';

type BatchConversion = components['schemas']['BatchConversion'];
type Direction = components['schemas']['BatchRequest']['direction'];

const group = 'conversions follow from the tree';
const perBatch = 1000;

export function conversionInvariants(): InvariantSpec[] {
  return [
    { name: 'convertBatch converts every address of the tree', group, needsData: true, verify: batchFollows },
    { name: 'convertHfnToMfa converts as the tree says', group, needsData: true, verify: hfnFollows },
    { name: 'convertMfaToHfn converts as the tree says', group, needsData: true, verify: mfaFollows },
    { name: 'conversions refuse what the tree lacks', group, needsData: true, verify: refusesTheRest },
  ];
}

const directions = {
  'hfn-to-mfa': { convert: conversion.convertHfnToMfa, from: 'hfn', to: 'mfa', id: 'convertHfnToMfa' },
  'mfa-to-hfn': { convert: conversion.convertMfaToHfn, from: 'mfa', to: 'hfn', id: 'convertMfaToHfn' },
} as const;

async function batchFollows({ contract, tree, read, equal }: CheckingClient): Promise<void> {
  const snapshot = createSnapshot(await tree());
  const title = contract.problems.get('malformed-address')?.title;
  for (const direction of ['hfn-to-mfa', 'mfa-to-hfn'] as const) {
    const { convert, to } = directions[direction];
    // One that is none in between: it has its problem in its own place, and the others keep theirs.
    const all = [...addresses(snapshot, direction), 'none', ...addresses(snapshot, direction).slice(0, 1)];
    for (let start = 0; start < all.length; start += perBatch) {
      const inputs = all.slice(start, start + perBatch);
      const expected = inputs.map((input) =>
        input === 'none'
          ? { input, ok: false, title }
          : { input, output: convert(snapshot, input)[to], ok: true },
      );
      const body = { direction, addresses: inputs };
      const { results, ...counts } = await read<BatchConversion>('convertBatch', { body });
      const told = results.map((result) =>
        result.ok ? result : { input: result.input, ok: result.ok, title: result.problem.title },
      );
      const failed = expected.filter(({ ok }) => !ok).length;
      equal(
        `convertBatch ${direction}`,
        'the tree',
        { results: expected, converted: inputs.length - failed, failed },
        { results: told, ...counts },
      );
    }
  }
}

async function hfnFollows(client: CheckingClient): Promise<void> {
  const snapshot = createSnapshot(await client.tree());
  const inputs = sample(addresses(snapshot, 'hfn-to-mfa'));
  const [first = ''] = inputs;
  const behindAliases = [...snapshot.targetByAlias.keys()]
    .filter((alias) => alias.split('.').length === 3)
    .map((alias) => `${alias}.001`);
  await followsSingly(client, snapshot, 'hfn-to-mfa', [
    ...inputs,
    ...behindAliases.slice(0, 10),
    first.toLowerCase(),
    ` ${first}.Mp4 `,
    first.replace(/\.001$/, '.123456789012'),
  ]);
}

async function mfaFollows(client: CheckingClient): Promise<void> {
  const snapshot = createSnapshot(await client.tree());
  const inputs = sample(addresses(snapshot, 'mfa-to-hfn'));
  await followsSingly(client, snapshot, 'mfa-to-hfn', [...inputs, `${inputs[0]}.wav`]);
}

async function followsSingly(
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

async function refusesTheRest({ tree, ask, equal }: CheckingClient): Promise<void> {
  const snapshot = createSnapshot(await tree());
  for (const direction of ['hfn-to-mfa', 'mfa-to-hfn'] as const) {
    const { convert, from, id } = directions[direction];
    for (const input of neighbours(addresses(snapshot, direction)[0] ?? '', direction)) {
      const expected = refusalOf(() => convert(snapshot, input));
      if (!expected) continue;
      const answer = await ask(id, { body: { [from]: input }, status: 422 });
      const { segment, value, suggestions, detail } = JSON.parse(answer.body);
      equal(`${id} ${input}`, 'the tree', expected, { segment, value, suggestions, detail });
    }
  }
}

/** An address with one segment after the other replaced by one that is perhaps not there. */
function neighbours(address: string, direction: Direction): string[] {
  const others = direction === 'hfn-to-mfa' ? ['Z', 'ZZZ', 'ZZZ'] : ['99', '999', '999'];
  return others.map((other, position) =>
    address
      .split('.')
      .map((segment, index) => (index === position ? other : segment))
      .join('.'),
  );
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

/** Thirty of them, spread evenly. */
function sample(all: readonly string[]): string[] {
  const step = Math.max(1, Math.floor(all.length / 30));
  return all.filter((_, index) => index % step === 0);
}
