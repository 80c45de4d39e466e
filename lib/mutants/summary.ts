import type { FolderSummary, Position, Reason, StrykerMutant, StrykerReport, Survivor } from './model.ts';
import { belongsTo } from './parts.ts';

const lowestScore = 90;
const longestText = 100;

/** Counts the mutants of a folder. Stryker leaves some out: those that run only while a file loads. */
export function summarise(folder: string, report: StrykerReport, reasons: readonly Reason[]): FolderSummary {
  const isInFolder = (file: string) => belongsTo(folder, file);
  const files = Object.entries(report.files).filter(([file]) => isInFolder(file));
  const mutants = files.flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ file, source, mutant })),
  );
  const having = (status: string) => mutants.filter(({ mutant }) => mutant.status === status).length;
  const killed = having('Killed');
  const timeout = having('Timeout');
  const listed = new Map(
    reasons.flatMap(({ reason, mutants }) => linesOf(mutants).map((line) => [line, reason])),
  );
  const survivors = mutants
    .filter(({ mutant }) => isSurvivor(mutant))
    .map(({ file, source, mutant }): Survivor => {
      const description = describeMutant(file, source, mutant);
      const reason = listed.get(description);
      const { line, column } = mutant.location.start;
      return { place: `${file}:${line}:${column}`, description, ...(reason !== undefined && { reason }) };
    });
  const total = killed + timeout + survivors.length;
  const found = new Set(survivors.map(({ description }) => description));
  return {
    folder,
    mutants: total,
    killed,
    timeout,
    score: total > 0 ? (100 * (killed + timeout)) / total : 0,
    survivors,
    unused: [...listed.keys()].filter((line) => isInFolder(line) && !found.has(line)),
  };
}

/** Without coverage: no test runs it. */
export function isSurvivor({ status }: StrykerMutant): boolean {
  return status === 'Survived' || status === 'NoCoverage';
}

export function isGood({ score, survivors, unused }: FolderSummary): boolean {
  return score >= lowestScore && unused.length === 0 && survivors.every(({ reason }) => reason !== undefined);
}

/** `file mutator: original → replacement`, on one line, without the place. */
export function describeMutant(
  file: string,
  source: string,
  { mutatorName, location, replacement }: StrykerMutant,
): string {
  const original = source.slice(offsetOf(source, location.start), offsetOf(source, location.end));
  return `${file} ${mutatorName}: ${onOneLine(original)} → ${onOneLine(replacement ?? '')}`;
}

function offsetOf(source: string, { line, column }: Position): number {
  const before = source.split('\n').slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, column - 1);
}

function onOneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
