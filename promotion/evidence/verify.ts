/** Whether a file is the evidence of a promotion, and still holds. It needs no network. */
import { createHash, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { plannedGates, verificationGates } from '../gates/index.ts';
import { allPass } from '../run-gates.ts';
import { readLedger } from './ledger.ts';
import { readEvidence, type Statement } from './statement.ts';

/** @param ledgerRoot also compares with the ledger in this folder @throws Error with one sentence */
export function verifyEvidence(file: string, key: KeyObject, ledgerRoot?: string): Statement {
  const statement = readEvidence(file, key);
  const { predicate } = statement;
  const { planned, gates, tier, first } = predicate;
  const demanded = [...plannedGates(tier, { first }), ...verificationGates(tier)];
  if (planned.join() !== demanded.join())
    throw new Error(`Its gates are not those of a promotion to ${tier}: ${demanded.join(', ')}.`);
  if (!allPass(planned, gates)) throw new Error('Not every gate has passed.');
  if (ledgerRoot !== undefined) compareWithLedger(file, statement, ledgerRoot);
  return statement;
}

function compareWithLedger(file: string, { subject, predicate }: Statement, root: string): void {
  const lines = readLedger(root);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const at = lines.findIndex(({ evidence }) => evidence?.sha256 === sha256);
  if (at < 0) throw new Error('The ledger has no promotion with this evidence.');
  const [{ digest }] = subject;
  const later = lines
    .slice(at + 1)
    .filter(({ build, tier }) => build.id === digest.sha256 && tier === predicate.tier);
  const red = later.findLast(({ event }) => event === 'checked' || event === 'check failed');
  if (red?.event === 'check failed')
    throw new Error(`The build was checked again at ${red.tier} on ${red.time}, and failed: ${red.reason}.`);
  const taken = lines
    .slice(at + 1)
    .find(({ event, before }) => event === 'rolled back' && before?.id === digest.sha256);
  if (taken) throw new Error(`The build was rolled back at ${taken.tier} on ${taken.time}: ${taken.reason}.`);
}
