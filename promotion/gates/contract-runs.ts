/** Runs of the contract tests for gates. */
import { join } from 'node:path';
import type { Contract } from '../../contract/model.ts';
import { createPatience } from '../../contract-tests/http/patience.ts';
import type { Cell, Target, TargetReport } from '../../contract-tests/model.ts';
import { createPlan } from '../../contract-tests/plan.ts';
import { runPlan } from '../../contract-tests/run.ts';
import { type Credentials, issueCredentials } from '../../contract-tests/targets/credentials.ts';
import { readIdentity, servedRelease, servesExamples } from '../../contract-tests/targets/identity.ts';
import { startServer } from '../../lib/process.ts';
import type { Environment } from '../../lib/variables.ts';
import { firstOf, pass, refuse, unknown } from './finding.ts';
import type { Finding, Promotion } from './model.ts';

interface RunOptions {
  readonly credentials?: Credentials;
  /** Those of the service. */
  readonly variables: Environment;
}

/** The contract tests at a URL. */
export async function testContract(
  contract: Contract,
  url: string,
  { credentials, variables }: RunOptions,
): Promise<TargetReport> {
  const origin = allowedOrigin(variables);
  const target: Target = {
    name: new URL(url).host,
    url,
    patience: createPatience(() => {}),
    servesExamples: servesExamples(contract, await readIdentity(contract, url)),
    ...(credentials && { credentials }),
    ...(origin !== undefined && { origin }),
  };
  return runPlan(contract, target, createPlan(contract, target, await servedRelease(contract, target)));
}

/** An origin that the service of these variables allows. */
export function allowedOrigin({ CORS_ORIGINS = '' }: Environment): string | undefined {
  const [first] = CORS_ORIGINS.split(',');
  return first && first !== '*' ? first.trim() : undefined;
}

/** What a run of the contract tests means for a gate. @param where such as "at dev" */
export function judge(report: TargetReport, where: string, remedy: string): Finding {
  const { planned, ran, passed, failed, failures, cells } = report;
  if (planned === 0 || ran !== planned || cells.length === 0)
    return unknown([`${ran} of ${planned} test cases ran ${where}`], remedy);
  if (failed > 0) {
    const first = failures.map(({ testCase, where, detail }) =>
      `${testCase}: ${where} ${detail}`.slice(0, 200),
    );
    return refuse([`${failed} of ${planned} test cases fail ${where}`, ...firstOf(first)], remedy);
  }
  return pass([`${passed} test cases and invariants pass ${where}`]);
}

/** `<operationId> <status>`. */
export function cellName({ operation, status }: Cell): string {
  return `${operation} ${status}`;
}

/** Starts a build with keys of its own and the bundled release, and stops it afterwards. */
export async function withScratch<Value>(
  { build: { folder }, contract }: Pick<Promotion, 'build' | 'contract'>,
  use: (target: Target) => Promise<Value>,
): Promise<Value> {
  const { credentials, environment, close } = await issueCredentials(contract);
  try {
    const server = await startServer(join(folder, 'server/main.js'), ['PORT'], {
      env: { RATE_LIMIT: '999999999', ...environment },
    });
    const { PORT: url } = server.urls;
    const target = { name: 'the build', url, servesExamples: true, credentials };
    return await use(target).finally(server.stop);
  } finally {
    await close();
  }
}
