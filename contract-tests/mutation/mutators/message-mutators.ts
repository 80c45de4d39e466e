/** Responses with another status or another body. */
import { scenariosOf } from '../../../contract/scenarios.ts';
import type { WireResponse } from '../../http/forward.ts';
import type { Mutation, Mutators, Subject } from '../mutant.ts';
import { jsonOf, textOf, withText } from '../wire-response.ts';

export const messageMutators: Mutators = {
  'other status of the same class': ({ operation, response: { status } }) => {
    const sameClass = [...operation.responses.keys()].find(
      (other) => other !== status && Math.floor(other / 100) === Math.floor(status / 100),
    );
    return [withStatus(sameClass ?? status + 2)];
  },
  '200 for an error': ({ response }) => (response.status >= 400 ? [withStatus(200)] : []),
  'error for a success': ({ response }) => (response.status < 400 ? [withStatus(500)] : []),
  'JSON cut off': (subject) => changingBody(subject, (text) => text.slice(0, text.length / 2)),
  'text after the JSON': (subject) => changingBody(subject, (text) => `${text}}`),
  'body emptied': (subject) => changingBody(subject, () => ''),
  'body of another operation': (subject) => changingBody(subject, () => bodyOfAnother(subject)),
  'body where none is allowed': ({ response }) =>
    response.body.length > 0 ? [] : [{ where: '', apply: (live) => ({ ...live, body: Buffer.from('{}') }) }],
};

function withStatus(status: number): Mutation {
  return { where: String(status), apply: (live) => ({ ...live, status }) };
}

/** Of a body that is not JSON, only the example says what is wrong. */
function changingBody({ response, oracle }: Subject, change: (text: string) => string): Mutation[] {
  if (response.body.length === 0 || (jsonOf(response) === undefined && oracle !== 'example')) return [];
  return [{ where: '', apply: (live: WireResponse) => withText(live, change(textOf(live))) }];
}

function bodyOfAnother({ contract, operation }: Subject): string {
  const another = scenariosOf(contract).find((scenario) => scenario.operation.id !== operation.id);
  return JSON.stringify(another?.response.body);
}
