/** What happens in a promotion, for a terminal. */
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { gates } from './gates/index.ts';
import type { GateResult } from './gates/model.ts';
import type { PromotionReport, TellEvent } from './report.ts';

const columns = 80;
const signatures = { operator: 'signed', rehearsal: 'signed with a key for rehearsals', none: 'not signed' };
const signs = { pass: pc.green('✓'), refuse: pc.red('✗'), unknown: pc.yellow('?') };

/** @returns undefined for an event that needs no line */
export function renderEvent(event: TellEvent): string | undefined {
  if (event.kind === 'gate') return event.result && renderGate(event.result);
  return wrap(event.text, '');
}

function renderGate({ gate, verdict, facts, remedy, durationMs }: GateResult): string {
  const seconds = pc.dim(`${(durationMs / 1000).toFixed(1)} s`);
  const condition = verdict === 'pass' ? '' : `: ${gates[gate]?.condition ?? 'it is not known'}`;
  const lines = facts.map((fact) => wrap(fact, '    '));
  const next = remedy === undefined ? [] : [wrap(`→ ${remedy}`, '    ')];
  const title = wrap(`${gate}${verdict === 'unknown' ? ' is unknown' : ''}${condition}`, '  ').trimStart();
  return [`${signs[verdict]} ${title}  ${seconds}`, ...lines, ...next].join('\n');
}

export function renderReport({
  tier,
  build,
  outcome,
  planned,
  gates: results,
  evidence,
  reason,
  signedBy = 'none',
}: PromotionReport): string {
  const passed = results.filter(({ verdict }) => verdict === 'pass').length;
  const what = `${build.slice(0, 12)} ${outcome === 'would be promoted' ? outcome : `is ${outcome}`}`;
  const count = `${passed} of ${planned.length} gates pass.`;
  switch (outcome) {
    case 'promoted':
      return `\n${pc.green(`${tier}: ${what}`)}. ${count} Evidence, ${signatures[signedBy]}:\n  ${evidence}`;
    case 'would be promoted':
      return `\n${pc.green(`${tier}: ${what}`)}. ${count} Nothing was started or written.`;
    case 'refused':
      return `\n${pc.red(`${tier}: ${what}`)}. ${count} Nothing was switched.`;
    case 'rolled back':
      return `\n${pc.red(`${tier}: ${what}`)}: ${reason}.\nThe tier is held. When the reason is mended:\n  npm run promote -- --release-hold ${tier} "why"`;
  }
}

function wrap(text: string, indent: string): string {
  return wrapAnsi(text, columns - indent.length - 8, { hard: false, trim: false })
    .split('\n')
    .map((line) => `${indent}${line.trim()}`)
    .join('\n');
}
