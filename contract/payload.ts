/** How a value becomes the body of a message, and a body a value, by media type. */
import { atOnce } from '../taxonomy/at-once.ts';
import { firstDuplicate, MAX_DEPTH, scan } from '../taxonomy/formats/json.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import type { Contract } from './model.ts';
import { valueFromText } from './parameter-values.ts';
import { applicableSchemas, schemasWithin, typesOf } from './schema-walk.ts';

export type PayloadKind = 'json' | 'text' | 'form' | 'multipart' | 'binary';

/** @param mediaType in lower case, without parameters */
export function kindOf(mediaType: string): PayloadKind {
  if (/^application\/(?:[\w.-]+\+)?json$/.test(mediaType)) return 'json';
  if (mediaType.startsWith('text/')) return 'text';
  if (mediaType === 'application/x-www-form-urlencoded') return 'form';
  return mediaType === 'multipart/form-data' ? 'multipart' : 'binary';
}

export interface ContentType {
  /** In lower case, without parameters; empty when there is none. */
  readonly mediaType: string;
  /** Whether the text of the body is in UTF-8, the only encoding that this project reads. */
  readonly isUtf8: boolean;
}

export function readContentType(header: string | undefined): ContentType {
  const [mediaType = '', ...parameters] = (header ?? '').toLowerCase().split(/\s*;\s*/);
  const isUtf8 = parameters.every((parameter) => !/^charset=(?!"?utf-8"?$)/.test(parameter));
  return { mediaType: mediaType.trim(), isUtf8 };
}

const boundary = 'part-of-this-form';

/** The header Content-Type of a body that `writePayload` wrote. */
export function contentTypeOf(mediaType: string): string {
  return kindOf(mediaType) === 'multipart' ? `${mediaType}; boundary=${boundary}` : mediaType;
}

/**
 * The header Content-Type of a response. Text names its charset; JSON has none: it is always UTF-8 (RFC 8259, 8.1 and 11).
 *
 * @param contentType with or without parameters
 */
export function sentType(contentType: string): string {
  const { mediaType } = readContentType(contentType);
  return kindOf(mediaType) === 'text' && !/;\s*charset=/i.test(contentType)
    ? `${contentType}; charset=utf-8`
    : contentType;
}

/** @param contentType with or without parameters. @param value as JSON */
export function writePayload(contentType: string, value: unknown): string {
  switch (kindOf(readContentType(contentType).mediaType)) {
    case 'json':
      return JSON.stringify(value) ?? '';
    case 'form':
      return new URLSearchParams(fieldsOf(value)).toString();
    case 'multipart': {
      const parts = fieldsOf(value).map(
        ([name, text]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
      );
      return `${parts.join('')}--${boundary}--\r\n`;
    }
    default:
      return String(value);
  }
}

/** A list is a field that is there several times; an object is JSON. */
export function fieldsOf(value: unknown): [name: string, text: string][] {
  return Object.entries(Object(value)).flatMap(([name, member]) =>
    [member]
      .flat()
      .map((item): [string, string] => [name, isObject(item) ? JSON.stringify(item) : String(item)]),
  );
}

/** The body does not have the form that its media type demands. The message says what it is not. */
export class MalformedPayload extends Error {
  /** JSON pointer to the place within the body. */
  readonly pointer: string;

  constructor(message: string, pointer = '') {
    super(message);
    this.pointer = pointer;
  }
}

export interface Payload {
  readonly mediaType: string;
  readonly schemaPointer: string;
  /** The header, with its parameters. */
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The value of a body. Text is a string, a form an object, binary data its bytes; a binary part of a form is a Blob.
 * @throws MalformedPayload
 */
export async function readPayload(
  { document }: Contract,
  payload: Payload,
  runSteps: RunSteps = atOnce,
): Promise<unknown> {
  const { mediaType, schemaPointer, contentType, bytes } = payload;
  switch (kindOf(mediaType)) {
    case 'json':
      return runSteps(jsonSteps(bytes));
    case 'text':
      return textIn(bytes);
    case 'form':
      return formValue(document, schemaPointer, formIn(textIn(bytes)));
    case 'multipart':
      return formValue(document, schemaPointer, await partsIn(bytes, contentType));
    default:
      return bytes;
  }
}

function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new MalformedPayload('is not in UTF-8');
  }
}

/** @throws MalformedPayload */
export function jsonIn(bytes: Uint8Array): unknown {
  return atOnce(jsonSteps(bytes));
}

/** Three steps that take about as long as each other. @throws MalformedPayload */
function* jsonSteps(bytes: Uint8Array): Generator<void, unknown> {
  const text = textIn(bytes);
  // Before parsing: a compressed body may hold millions of brackets.
  const scanned = scan(text);
  if (scanned.tooDeepAt >= 0) throw new MalformedPayload(`nests more than ${MAX_DEPTH} levels`);
  yield;
  const value = parseJson(text);
  if (value === undefined) throw new MalformedPayload('is not JSON');
  yield;
  // JSON.parse would lose all but the last.
  const repeated = firstDuplicate(text, value, scanned);
  if (repeated !== undefined) throw new MalformedPayload('is there more than once', repeated);
  return value;
}

/** Runs the steps of a long work. A service does other work between them. */
export type RunSteps = <Value>(steps: Generator<void, Value>) => Value | Promise<Value>;

/** Escapes in a form are bytes, and these have to be UTF-8, too. */
function formIn(text: string): [string, string][] {
  for (const [escapes] of text.matchAll(/(?:%[\da-f]{2})+/gi)) {
    try {
      decodeURIComponent(escapes);
    } catch {
      throw new MalformedPayload('is not in UTF-8');
    }
  }
  return [...new URLSearchParams(text)];
}

async function partsIn(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<[string, string | Blob][]> {
  try {
    // The platform reads multipart as browsers write it.
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
    return textsOf([...form], bytes);
  } catch (error) {
    throw error instanceof MalformedPayload ? error : new MalformedPayload('is not multipart/form-data');
  }
}

/** The platform puts U+FFFD where the bytes of a text are not UTF-8. */
function textsOf<Part extends readonly [string, string | Blob]>(parts: Part[], bytes: Uint8Array): Part[] {
  const latin1 = (from: Uint8Array) => new TextDecoder('latin1').decode(from);
  const body = parts.some((part) => part.join().includes('\ufffd')) ? latin1(bytes) : '';
  const isSent = (text: unknown) =>
    typeof text !== 'string' ||
    !text.includes('\ufffd') ||
    body.includes(latin1(new TextEncoder().encode(text)));
  if (!parts.flat().every(isSent)) throw new MalformedPayload('is not in UTF-8');
  return parts;
}

export function formValue(
  document: JsonObject,
  pointer: string,
  entries: readonly (readonly [name: string, value: string | Blob])[],
): JsonObject {
  const schemas = applicableSchemas(document, pointer);
  const names = [...new Set(entries.map(([name]) => name))];
  const members = names.map((name) => {
    const given = entries.filter(([other]) => other === name).map(([, value]) => value);
    const [schema] = schemasWithin(document, schemas, name);
    const isList = schema !== undefined && typesOf(document, schema.pointer).includes('array');
    const [item] = isList ? schemasWithin(document, [schema], '0') : [schema];
    const values = given.map((value) => (item ? fieldValue(document, item.pointer, value) : value));
    // A field that is there twice becomes a list, which its schema does not allow.
    return [name, isList || values.length > 1 ? values : values[0]] as const;
  });
  return Object.fromEntries(members);
}

function fieldValue(document: JsonObject, pointer: string, value: string | Blob): unknown {
  if (typeof value !== 'string') return value;
  const schemas = applicableSchemas(document, pointer);
  if (schemas.some(({ schema }) => 'contentMediaType' in schema)) return new Blob([value]);
  if (!typesOf(document, pointer).includes('object')) return valueFromText(document, pointer, value);
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
