/** What consumers recorded that they use, compared with the contract that is to be promoted. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ConsumerUses } from '../client/src/record-uses.ts';
import { parseJson } from '../contract/json.ts';
import type { Contract } from '../contract/model.ts';
import { declaredResponse } from '../contract/read-responses.ts';
import schema from './consumer-uses.schema.json' with { type: 'json' };
import { declaredMembers, undeclaredPart } from './declared-members.ts';

export interface Removal {
  readonly operation: string;
  readonly what: string;
}

export interface BrokenUse extends Removal {
  readonly consumer: string;
}

const isValid = new Ajv2020().compile<ConsumerUses>(schema);

/** Every `*.json` of a folder. @throws Error when the folder is missing: no file and no folder are not the same */
export function readConsumers(folder: string): ConsumerUses[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => readUses(join(folder, name)));
}

function readUses(file: string): ConsumerUses {
  const uses = parseJson(readFileSync(file, 'utf8'));
  const remedy = 'Record it again with client/src/record-uses.ts';
  if (uses === undefined) throw new Error(`${file} is no JSON. ${remedy}.`);
  if (isValid(uses)) return uses;
  const [{ instancePath = '', message = '', params } = {}] = isValid.errors ?? [];
  const name = params?.additionalProperty === undefined ? '' : `: ${params.additionalProperty}`;
  throw new Error(`${file}${instancePath && `#${instancePath}`} ${message}${name}. ${remedy}.`);
}

/**
 * The uses that a contract no longer declares. A member that became optional is no broken use: the file does not say
 * whether it was required when it was recorded, so every use of an optional member would be broken. The gate of
 * breaking changes has both contracts, and refuses that.
 */
export function brokenUses(uses: readonly ConsumerUses[], contract: Contract): BrokenUse[] {
  return uses.flatMap(({ consumer, uses }) =>
    removedFrom(contract, uses).map((each) => ({ consumer, ...each })),
  );
}

/** What one contract declares, the next does not, and no consumer uses. */
export function unusedRemovals(uses: readonly ConsumerUses[], from: Contract, to: Contract): Removal[] {
  const keyOf = ({ operation, what }: Removal) => `${operation} ${what}`;
  const used = new Set(brokenUses(uses, to).map(keyOf));
  return removedFrom(to, everyUse(from)).filter((removal) => !used.has(keyOf(removal)));
}

function everyUse(contract: Contract): ConsumerUses['uses'] {
  return contract.operations.flatMap(({ id, responses }) =>
    [...responses].map(([status, response]) => ({
      operation: id,
      status,
      members: declaredMembers(contract, response),
    })),
  );
}

function removedFrom(contract: Contract, uses: ConsumerUses['uses']): Removal[] {
  const removals = uses.flatMap(({ operation, status, members }) => {
    const declared = contract.operations.find(({ id }) => id === operation);
    if (!declared) return [{ operation, what: 'the operation is removed' }];
    const response = declaredResponse(declared, status);
    if (!response) return [{ operation, what: `the status ${status} is removed` }];
    const parts = members.flatMap((member) => undeclaredPart(contract, response, member) ?? []);
    return parts.map((part) => ({ operation, what: `the member ${part} of ${status} is removed` }));
  });
  return [...new Map(removals.map((removal) => [`${removal.operation} ${removal.what}`, removal])).values()];
}
