/** Where an operation is written: its file in openapi/, and the file of its handler. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project.ts';
import type { CaseFailure, Cell } from '../model.ts';

/** One line for each operation that a failure names, at most five: `listToys: openapi/paths/toys.yaml:3, …`. */
export function placesToLook(cells: readonly Cell[], failures: readonly CaseFailure[]): string[] {
  const named = failures.flatMap(({ testCase, where }) => `${testCase} ${where}`.split(/[^\w-]+/));
  const operations = [...new Set(cells.map(({ operation }) => operation))];
  return operations
    .filter((operation) => named.includes(operation))
    .map((operation) => ({ operation, places: placesOf(operation) }))
    .filter(({ places }) => places.length > 0)
    .slice(0, 5)
    .map(({ operation, places }) => `${operation}: ${places.join(', ')}`);
}

/** Empty for an operation that is not in this project: a target may have another contract. */
function placesOf(operation: string): string[] {
  const folder = 'openapi/paths';
  const sources = readdirSync(join(projectRoot, folder)).map((file) => `${folder}/${file}`);
  const handlers = readFileSync(join(projectRoot, 'server/operations.ts'), 'utf8').matchAll(
    /^import \{([^}]*)\} from '\.\/(.*)';$/gm,
  );
  const handlerFiles = [...handlers]
    .filter(([, names = '']) => names.split(/[\s,]+/).includes(operation))
    .map(([, , file]) => `server/${file}`);
  return [
    ...sources.flatMap((file) => placeIn(file, new RegExp(`^ +operationId: ${operation}$`, 'm'))),
    ...handlerFiles.flatMap((file) => placeIn(file, new RegExp(`^export .*\\b${operation}\\b`, 'm'))),
  ];
}

function placeIn(file: string, pattern: RegExp): string[] {
  const text = readFileSync(join(projectRoot, file), 'utf8');
  const found = pattern.exec(text);
  return found ? [`${file}:${text.slice(0, found.index).split('\n').length}`] : [];
}
