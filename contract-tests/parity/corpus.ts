import fc from 'fast-check';
import type { Contract } from '../../contract/model.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { type Checks, createChecks } from '../checks/create-checks.ts';
import { type GeneratedRequest, type Kind, kindsOf } from '../fuzz/generated-requests.ts';
import type { Source } from '../fuzz/generator.ts';
import { oracle } from '../fuzz/oracle.ts';
import type { TestCase } from '../model.ts';
import { createPlan } from '../plan.ts';
import type { Credentials } from '../targets/credentials.ts';

/** A request that mock and server have to answer alike. */
export type ParityCase = Pick<TestCase, 'name' | 'operation' | 'request' | 'prepare' | 'check'>;

const generatedCases = 500;

/** Every scenario, every negativeCase that a mock can answer, and generated requests. */
export function corpusOf(source: Source, seed: number, credentials: Credentials): ParityCase[] {
  const { contract } = source;
  return [...plannedCases(contract, credentials), ...generatedCasesOf(source, seed, credentials)];
}

function plannedCases(contract: Contract, { token }: Credentials): readonly ParityCase[] {
  // To a mock every token is as good.
  const credentials = { token, rejected: {} };
  const mock = { name: 'mock', url: '', servesExamples: true, isMock: true, credentials };
  return createPlan(contract, mock, defaultRelease).cases;
}

function generatedCasesOf(source: Source, seed: number, credentials: Credentials): ParityCase[] {
  const checkOf = createChecks(source.contract);
  return kindsOf(source, generatedCases, credentials).flatMap((kind) =>
    fc
      .sample(kind.requests, { seed, numRuns: kind.runs })
      .map((generated, index) => asCase(checkOf, kind, generated, index + 1)),
  );
}

function asCase(
  checkOf: Checks,
  { operation }: Kind,
  generated: GeneratedRequest,
  number: number,
): ParityCase {
  const kind = generated.fault === undefined ? 'generated valid' : `generated invalid, ${generated.fault}`;
  return {
    name: `${operation.id} › ${kind} › ${number}`,
    operation,
    request: generated.request,
    check: (received) => oracle(checkOf, operation, generated, received),
  };
}
