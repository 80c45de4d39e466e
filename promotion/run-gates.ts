/** Runs gates one after the other. Whatever a gate does, it has a verdict, and only `pass` of all of them promotes. */
import type { Finding, Gate, GateResult, Promotion } from './gates/model.ts';

export type Report = (event: { readonly gate: string; readonly result?: GateResult }) => void;

/** @param ids the gates that are planned; one without an implementation is unknown */
export async function runGates(
  ids: readonly string[],
  gates: Readonly<Record<string, Gate | undefined>>,
  promotion: Promotion,
  report: Report = () => {},
): Promise<GateResult[]> {
  const results: GateResult[] = [];
  for (const id of ids) {
    report({ gate: id });
    const gate = gates[id];
    const result = await runLook(id, gate && { ...gate, look: (signal) => gate.run(promotion, signal) });
    results.push(result);
    report({ gate: id, result });
  }
  return results;
}

interface Look {
  readonly timeoutMs: number;
  look(signal: AbortSignal): Promise<Finding>;
}

/** Whatever the look does, there is a result. */
export async function runLook(gate: string, look: Look | undefined): Promise<GateResult> {
  const started = performance.now();
  const finding = await find(look);
  return { gate, ...finding, durationMs: Math.round(performance.now() - started) };
}

/** Whether every planned gate has passed, and there was one. */
export function allPass(planned: readonly string[], results: readonly GateResult[]): boolean {
  const isPassed = (id: string, index: number) =>
    results[index]?.gate === id && results[index].verdict === 'pass';
  return planned.length > 0 && results.length === planned.length && planned.every(isPassed);
}

async function find(asked: Look | undefined): Promise<Finding> {
  if (!asked)
    return broken('The gate is missing.', 'Restore its file, and its line in promotion/gates/index.ts.');
  const stop = new AbortController();
  const { timeoutMs } = asked;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => {
      stop.abort();
      resolve(
        broken(`It took longer than ${timeoutMs / 1000} s.`, 'Find out what it waits for, and repeat.'),
      );
    }, timeoutMs);
  });
  try {
    return checked(await Promise.race([asked.look(stop.signal), late]));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return broken(reason, 'Mend the reason, and repeat.');
  } finally {
    clearTimeout(timer);
  }
}

/** A gate without a fact has looked at nothing. */
function checked(finding: Finding | undefined): Finding {
  const verdicts: readonly unknown[] = ['pass', 'refuse', 'unknown'];
  if (!finding || !verdicts.includes(finding.verdict))
    return broken('The gate gave no verdict.', 'Mend its file in promotion/gates.');
  if (finding.verdict === 'pass' && finding.facts.length === 0)
    return broken('The gate found nothing to look at.', 'Mend its file in promotion/gates.');
  return finding;
}

function broken(fact: string, remedy: string): Finding {
  return { verdict: 'unknown', facts: [fact], remedy };
}
