/** The problems that say why a release is not published. */
import { lookup } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import type { Violation } from '../../taxonomy/error.ts';
import type { Removals } from '../../taxonomy/removals.ts';
import { Problem } from '../http/problem.ts';
import type { VersionConflict } from '../store/store.ts';

export function preconditionFailed(ifMatch: string, currentVersion: string): Problem {
  return new Problem(
    'precondition-failed',
    `The current version is ${currentVersion}, and not ${ifMatch.slice(1, -1)}.`,
    { members: { currentVersion } },
  );
}

export function preconditionRequired(): Problem {
  return new Problem(
    'precondition-required',
    'This operation needs If-Match with the current version in quotes: read the current release first.',
  );
}

/** @param known the version that the new release was meant to follow */
export function versionConflict({ message, current }: VersionConflict, known: string): Problem {
  return new Problem('version-conflict', message, { members: { currentVersion: current ?? known } });
}

export function ruleViolation(violations: readonly Violation[], { document }: Contract): Problem {
  const maxErrors = Number(lookup(document, '/components/schemas/RuleViolations/maxItems'));
  const rules = new Set(violations.map(({ rule }) => rule)).size;
  const listed = violations.length > maxErrors ? ` The first ${maxErrors} violations are listed.` : '';
  return new Problem(
    'rule-violation',
    `The taxonomy breaks ${rules} rule${rules === 1 ? '' : 's'} and was not published.${listed}`,
    { errors: violations.slice(0, maxErrors).map(toError) },
  );
}

/** The publisher has to know how much would be lost: half a file has the shape of a whole one. */
export function removalsNotConfirmed({ removed, nodes }: Removals): Problem {
  const detail = `removals-confirmed: It must be ${removed}, the number of nodes that this release removes.`;
  return new Problem(
    'rule-violation',
    `${removed} of ${nodes} nodes would be removed, more than a tenth. To publish this, send Removals-Confirmed: ${removed}.`,
    {
      errors: [{ pointer: '/headers/Removals-Confirmed', detail }],
      members: { removals: removed },
    },
  );
}

function toError({ rule, pointer, detail }: Violation) {
  return { pointer: `/body${pointer}`, detail: `${rule}: ${detail}` };
}
