import * as conversion from '../../taxonomy/conversion.ts';
import type { Snapshot } from '../../taxonomy/snapshot.ts';
import type { Handler } from '../handler.ts';
import type { Schema } from '../operation-types.ts';
import { addressProblem, asAddressError } from './address-problems.ts';
import { convertAll } from './batch.ts';

type Convert = (snapshot: Snapshot, address: string) => conversion.Conversion;

export const convertHfnToMfa: Handler<'convertHfnToMfa'> = ({ body }, { snapshots }) => ({
  status: 200,
  body: convertOne(conversion.convertHfnToMfa, snapshots.current().taxonomy, body.hfn, '/body/hfn'),
});

export const convertMfaToHfn: Handler<'convertMfaToHfn'> = ({ body }, { snapshots }) => ({
  status: 200,
  body: convertOne(conversion.convertMfaToHfn, snapshots.current().taxonomy, body.mfa, '/body/mfa'),
});

export const convertBatch: Handler<'convertBatch'> = ({ body }, { snapshots, contract }) => {
  const converted = convertAll(snapshots.current().taxonomy, body, contract);
  // A small batch has no steps, and the response cache takes no promises.
  return converted instanceof Promise
    ? converted.then((all) => ({ status: 200, body: all }))
    : { status: 200, body: converted };
};

function convertOne(
  convert: Convert,
  taxonomy: Snapshot,
  address: string,
  pointer: string,
): Schema['Conversion'] {
  try {
    return { ...convert(taxonomy, address), success: true };
  } catch (error) {
    throw addressProblem(asAddressError(error), pointer);
  }
}
