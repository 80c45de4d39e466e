import { load } from 'js-yaml';
import { equalJson, isObject, preview } from '../../json.ts';
import { usedComponents } from '../../schema-walk.ts';
import type { Change, Level } from './model.ts';
import { baseFile, type ReportedChange, reportChanges, type Verdict } from './redocly-report.ts';

/**
 * Every change between two bundles, with what it means for clients: by the rules of `redocly diff`, and by ours where
 * those miss a break or see one that is none. A change of info.version is not among them.
 */
export async function findChanges(base: string, current: string): Promise<Change[]> {
  if (base === current) return [];
  const reported = await reportChanges(base, current);
  const isSent = createIsSent(load(base));
  const changes = reported
    .filter(({ path, property }) => !(path === '#/info' && property === 'version'))
    .flatMap((change) => classify(change, isSent));
  return [...changes, ...changedExamples(load(base), load(current), changes)];
}

function classify(change: ReportedChange, isSent: IsSent): Change[] {
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
  const missed = breaksUnnoticed(change, isSent);
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
function breaksUnnoticed(change: ReportedChange, isSent: IsSent): string | undefined {
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
    case 'Schema writeOnly':
      return after === true ? `\`${property}\` was set.` : undefined;
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
  const sent = usedComponents(base, requests.filter(Boolean));
  return ({ path, base }) => {
    const [component] = /^\/components\/\w+\/[^/]+/.exec(base?.pointer.slice(1) ?? '') ?? [];
    return component === undefined ? /\/(?:parameters|requestBody)\b/.test(path) : sent.has(component);
  };
}

const textual = /^(?:description|summary|title|examples?|value|externalDocs|tags|x-(?!max-bytes$).*)$/;
const textualTypes = /^(?:Info|Contact|License|Tag|TagList|Example|ExamplesMap|NamedExamples|ExternalDocs)$/;

function isWords({ typeName, property, base, revision }: ReportedChange): boolean {
  if (textualTypes.test(typeName) || (property !== undefined && textual.test(property))) return true;
  const sorted = [base?.value, revision?.value].map((value) =>
    Array.isArray(value) ? [...value].sort() : value,
  );
  return property !== undefined && equalJson(sorted[0], sorted[1]);
}

function describe(change: ReportedChange): string {
  const { typeName, kind, property, base, revision } = change;
  const noun = typeName.replaceAll(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();
  const part = `${noun} \`${nameOf(change)}\``;
  if (property === undefined) return `${part.charAt(0).toUpperCase()}${part.slice(1)} was ${kind}.`;
  const of = `\`${property}\` of ${part}`;
  const [before, after] = [base?.value, revision?.value];
  if (textual.test(property)) return `${of} changed.`;
  if (after === undefined) return `${of} was removed.`;
  if (before === undefined) return `${of} was set to ${preview(after)}.`;
  if (!Array.isArray(before) || !Array.isArray(after))
    return `${of} changed from ${preview(before)} to ${preview(after)}.`;
  const [gained, lost] = [
    after.filter((one) => !before.includes(one)),
    before.filter((one) => !after.includes(one)),
  ];
  return `${of} changed: ${preview(gained)} is new, ${preview(lost)} is gone.`;
}

function nameOf({ typeName, property, base, revision }: ReportedChange): string {
  const tokens = (revision ?? base)?.pointer
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const names = tokens?.at(-1) === property ? tokens?.slice(0, -1) : tokens;
  const [path, name = ''] = names?.slice(-2) ?? [];
  if (typeName === 'Operation') return `${name.toUpperCase()} ${path}`;
  return String(Object(revision?.value ?? base?.value).name ?? name);
}

/** Redocly compares the values of examples only when they are scalars. */
function changedExamples(base: unknown, current: unknown, known: readonly Change[]): Change[] {
  const find = (before: unknown, after: unknown, pointer: string): Change[] => {
    if (!isObject(before) || !isObject(after)) return [];
    return Object.keys(after).flatMap((name) => {
      const inner = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (name !== 'value' && name !== 'example') return find(before[name], after[name], inner);
      const isKnown = known.some((change) => change.pointer.startsWith(inner));
      if (isKnown || !(name in before) || equalJson(before[name], after[name])) return [];
      const message = 'The value of an example changed.';
      return [{ level: 'patch', message, document: 'current', pointer: inner, line: 1 }];
    });
  };
  return find(base, current, '#');
}
