/** The parts of a request that depend on the operation: its query, its body and its Content-Type. */
import { writeQuery } from '../../../contract/parameter-values.ts';
import { kindOf } from '../../../contract/payload.ts';
import type { Route } from '../../../contract/route.ts';
import { mediaTypeIn } from './media-type.ts';

/** @param query by parameter name */
export function writeSearch({ lists = {} }: Route, query: object): string {
  // As JSON, a Date is its ISO string, and there are no undefined members.
  const values = Object.entries(JSON.parse(JSON.stringify(query)));
  return values
    .flatMap(([name, value]) => {
      const style = lists[name];
      return value === null ? [] : writeQuery({ name, style: style ?? 'form', explode: !style }, value);
    })
    .join('&');
}

/** @param headers get the Content-Type, unless `fetch` has to set it */
export function writeBody(
  { consumes = 'application/json' }: Route,
  headers: Headers,
  body: unknown,
): BodyInit {
  if (!headers.has('content-type')) headers.set('content-type', consumes);
  const kind = kindOf(mediaTypeIn(headers));
  if (kind === 'json') return JSON.stringify(body);
  if (kind === 'form') return new URLSearchParams([...formOf(body)] as [string, string][]);
  if (kind !== 'multipart') return body as BodyInit;
  // `fetch` sets it, with the boundary between the parts.
  headers.delete('content-type');
  return formOf(body);
}

function formOf(body: unknown): FormData {
  const form = new FormData();
  // A list is a field that is there several times.
  for (const [name, value] of Object.entries(Object(body)))
    for (const item of [value].flat())
      if (item !== undefined && item !== null) form.append(name, fieldOf(item));
  return form;
}

function fieldOf(value: unknown): string | Blob {
  if (value instanceof Blob) return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
