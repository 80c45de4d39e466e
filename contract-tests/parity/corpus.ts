import fc from 'fast-check';
import type { Contract } from '../../contract/model.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { type Checks, createChecks } from '../checks/create-checks.ts';
import type { GeneratedRequest } from '../fuzz/model.ts';
import { checkGenerated } from '../fuzz/oracle.ts';
import { type RequestKind, requestKinds, seedOf } from '../fuzz/request-kinds.ts';
import type { Sources } from '../fuzz/source.ts';
import type { TestCase } from '../model.ts';
import { createPlan } from '../plan.ts';
import { acceptedOnly, type Credentials } from '../targets/credentials.ts';

/** A request to which mock and server must send equal responses. */
export type ParityCase = Pick<TestCase, 'name' | 'operation' | 'request' | 'prepare' | 'check'>;

const generatedCases = 500;

/** Every scenario, every negative case that a mock can answer, and generated requests. */
export function corpusOf(sources: Sources, seed: number, credentials: Credentials): ParityCase[] {
  const { contract } = sources;
  return [...plannedCases(contract, credentials), ...generateCases(sources, seed, credentials)];
}

function plannedCases(contract: Contract, issued: Credentials): readonly ParityCase[] {
  // A mock accepts every token, so there are no cases with rejected ones.
  const credentials = acceptedOnly(issued);
  const mock = { name: 'mock', url: '', servesExamples: true, isMock: true, credentials };
  return createPlan(contract, mock, defaultRelease).cases;
}

function generateCases(sources: Sources, seed: number, credentials: Credentials): ParityCase[] {
  const checkOf = createChecks(sources.contract);
  return requestKinds(sources, generatedCases, credentials).flatMap((kind) => {
    try {
      return fc
        .sample(kind.requests, { seed: seedOf(seed, kind), numRuns: kind.runs })
        .map((generated, index) => asCase(checkOf, kind, generated, index + 1));
    } catch (error) {
      return [impossibleCase(kind, error)];
    }
  });
}

/** Fails with the reason why the requests of a kind cannot be made. The other kinds are compared all the same. */
function impossibleCase({ operation, name }: RequestKind, error: unknown): ParityCase {
  return {
    name: `${operation.id} › generated ${name}`,
    operation,
    request: { method: operation.method, path: operation.path, headers: {} },
    prepare: () => Promise.reject(error),
    check: () => [],
  };
}

function asCase(
  checkOf: Checks,
  { operation }: RequestKind,
  generated: GeneratedRequest,
  number: number,
): ParityCase {
  const kind = generated.fault ? `generated invalid, ${generated.fault.name}` : 'generated valid';
  return {
    name: `${operation.id} › ${kind} › ${number}`,
    operation,
    request: generated.request,
    check: (received) => checkGenerated(checkOf, operation, generated, received),
  };
}
