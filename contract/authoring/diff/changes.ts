import { load } from 'js-yaml';
import { equalJson, isObject, type JsonObject, pointerTo, preview } from '../../json.ts';
import { usedComponents } from '../../schema-walk.ts';
import { renderYaml } from '../../served-document.ts';
import { flattenObjects } from '../flatten-objects.ts';
import { describe, isWords } from './describe.ts';
import type { Change, Level } from './model.ts';
import { baseFile, type ReportedChange, reportChanges, type Verdict } from './redocly-report.ts';

/**
 * Every change between two bundles, with what it means for clients: by the rules of `redocly diff`, and by ours where
 * those miss a break or see one that is none. A change of info.version is not among them, nor one of `servers`: each
 * service names itself there.
 */
export async function findChanges(base: string, current: string): Promise<Change[]> {
  if (base === current) return [];
  const [before, after] = [comparable(base), comparable(current)];
  const reported = await reportChanges(renderYaml(before), renderYaml(after));
  const context = { isSent: createIsSent(before), isGuarded: isGuarded(after) };
  const changes = reported
    .filter(({ path, property }) => !(path === '#/info' && property === 'version'))
    .flatMap((change) => classify(change, context));
  return [...changes, ...unreportedChanges(before, after, changes)];
}

/** An earlier bundle may have an object in parts that is flat now, and means the same. */
function comparable(text: string): object {
  const { servers: _, ...document } = load(text) as JsonObject;
  return flattenObjects(document);
}

function classify(change: ReportedChange, context: Context): Change[] {
  const { base, revision } = change;
  const location = revision ?? base;
  if (!location) return [];
  const found = (level: Level, { message, location }: Omit<Verdict, 'ruleId'>): Change => ({
    level,
    message,
    document: location.file === baseFile ? 'base' : 'current',
    pointer: location.pointer,
    line: location.line,
  });
  const breaking = change.verdicts.filter((verdict) => !isHarmless(change, verdict));
  if (breaking.length > 0) return breaking.map((verdict) => found('major', verdict));
  const missed = breaksUnnoticed(change, context);
  if (missed !== undefined) return [found('major', { message: missed, location })];
  return [found(isWords(change) ? 'patch' : 'minor', { message: describe(change), location })];
}

// The list of all kinds of problems may grow: each response has an enum with the kinds that it may be (ADR 16).
const catalogue = '#/components/schemas/ProblemType/enum';

/** A client ignores members that it does not know, so an object may be opened, as a member may be added. */
function isHarmless({ property, base }: ReportedChange, { ruleId, location }: Verdict): boolean {
  if (ruleId === 'enum-values-added') return location.pointer === catalogue;
  const isOpened = property === 'additionalProperties' || property === 'unevaluatedProperties';
  return ruleId === 'schema-constraint-changed' && isOpened && base?.value === false;
}

/** What breaks clients though Redocly has no rule for it. */
function breaksUnnoticed(change: ReportedChange, { isSent, isGuarded }: Context): string | undefined {
  const { typeName, kind, property, base, revision } = change;
  const [before, after] = [base?.value, revision?.value];
  switch (`${typeName} ${property ?? kind}`) {
    case 'PathItem key':
      return `A parameter in the path was renamed: \`${before}\` became \`${after}\`. Callers of the client name it.`;
    case 'Schema default':
      // What has no default yet is decided by the service. A default that is declared is relied upon.
      if (before === undefined || !isSent(change)) return undefined;
      return `\`default\` changed from ${preview(before)} to ${preview(after)}: who leaves it out gets something else.`;
    case 'Schema readOnly':
      return after === true && isSent(change) ? 'It may no longer be sent: `readOnly` was set.' : undefined;
    case 'Schema writeOnly':
      return after === true ? 'It is no longer received: `writeOnly` was set.' : undefined;
    case 'SecurityRequirementList removed':
      return isGuarded ? 'What the operation asks for is now what the root asks for.' : undefined;
    case 'Header required':
      return before === true ? 'The response header is no longer required.' : undefined;
    case 'RequestBody added':
      return isObject(after) && after.required === true ? 'A required request body was added.' : undefined;
    case 'RequestBody x-max-bytes':
      if (after === undefined || Number(after) > Number(before ?? Number.POSITIVE_INFINITY)) return undefined;
      return `Bodies of more than ${after} bytes are refused.`;
    default:
      return undefined;
  }
}

interface Context {
  readonly isSent: IsSent;
  /** Whether an operation without security of its own asks for any. */
  readonly isGuarded: boolean;
}

function isGuarded(document: unknown): boolean {
  const { security } = Object(document);
  const isOpen = (requirement: object) => Object.keys(requirement).length === 0;
  return Array.isArray(security) && security.length > 0 && !security.some(isOpen);
}

type IsSent = (change: ReportedChange) => boolean;

/** Whether clients send what changed. Redocly names the first place that uses a component, and others may send it. */
function createIsSent(base: unknown): IsSent {
  const { paths = {} } = base as { readonly paths?: object };
  const requests = Object.values(paths).flatMap((item) => [
    item.parameters,
    ...Object.values(item).flatMap((operation) => {
      const { parameters, requestBody } = Object(operation);
      return [parameters, requestBody];
    }),
  ]);
  const sent = usedComponents(base, requests);
  return ({ path, base }) => {
    const [component] = /^\/components\/\w+\/[^/]+/.exec(base?.pointer.slice(1) ?? '') ?? [];
    return component === undefined ? /\/(?:parameters|requestBody)\b/.test(path) : sent.has(component);
  };
}

/** Redocly compares the values of examples only when they are scalars, and few extensions: `x-problems` has titles. */
const unreported = /^(?:value|example|x-.+)$/;

function unreportedChanges(base: unknown, current: unknown, known: readonly Change[]): Change[] {
  const find = (before: unknown, after: unknown, pointer: string): Change[] => {
    if (!isObject(before) || !isObject(after)) return [];
    return Object.keys(after).flatMap((name) => {
      const inner = pointerTo(pointer, name);
      if (!unreported.test(name)) return find(before[name], after[name], inner);
      const isKnown = known.some((change) => change.pointer.startsWith(inner));
      if (isKnown || !(name in before) || equalJson(before[name], after[name])) return [];
      return [
        { level: 'patch', message: `\`${name}\` changed.`, document: 'current', pointer: inner, line: 1 },
      ];
    });
  };
  return find(base, current, '#');
}
