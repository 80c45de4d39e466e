import type { Contract } from '../../../contract/model.ts';
import { readDocument } from '../../../contract/read-document.ts';
import { splitViews } from '../../../contract/views.ts';
import { bundle, checksum } from '../../../generated/bundle.ts';

let contract: Contract | undefined;

/** The contract of this package. It is read once: each test may make handlers of its own, and its schemas stay compiled. */
export function ownContract(): Contract {
  contract ??= readDocument({ document: splitViews(JSON.parse(bundle)), checksum, text: bundle });
  return contract;
}
