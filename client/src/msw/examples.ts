/** Responses made of the examples of the contract, chosen as Prism chooses them. */
import type { Contract, Operation } from '../../../contract/model.ts';
import { writePayload } from '../../../contract/payload.ts';
import { declaredResponse } from '../../../contract/read-responses.ts';
import { chooseExample, originOf } from '../../../contract/stand-in/choose-example.ts';
import {
  type ExampleResponse,
  invalidRequest,
  isRefusal,
  type MockRequest,
  type Preference,
  type Refusal,
} from '../../../contract/stand-in/model.ts';

/** @param accept the header of the request */
export async function respondWithExample(
  operation: Operation,
  { dynamic, ...preference }: Preference,
  accept?: string,
): Promise<ExampleResponse | Refusal> {
  if (dynamic) return notGenerated('Prefer asks for a generated body');
  const choice = chooseExample(operation, preference, accept);
  if (isRefusal(choice)) return choice;
  const { code: status, mediaTypes, exampleKey } = choice;
  const { headers: declared, content } = declaredResponse(operation, status) ?? {};
  const headers = Object.fromEntries(
    [...(declared ?? [])].flatMap(([name, { example }]) =>
      example === undefined ? [] : [[name, String(example)]],
    ),
  );
  const [mediaType = ''] = mediaTypes;
  const media = content?.get(mediaType);
  if (!media) return { status, headers };
  const value = exampleKey === undefined ? media.example : media.examples.get(exampleKey);
  if (value === undefined) return notGenerated(`The response ${status} of this operation has no example`);
  return {
    status,
    headers: { ...headers, 'content-type': mediaType },
    body: writePayload(mediaType, value),
    origin: originOf(operation, choice),
  };
}

function notGenerated(reason: string): Refusal {
  const detail = `${reason}, and handlers of MSW generate none. taxonomy-mock does.`;
  return { slug: 'not-implemented', detail };
}

/** What the header Prefer asks for, or the query parameters `__code`, `__example` and `__dynamic` without it. */
export function readPreference(
  contract: Contract,
  { headers: { prefer }, search }: Pick<MockRequest, 'headers' | 'search'>,
): Preference | Refusal | undefined {
  const given = new Map(
    typeof prefer === 'string'
      ? prefer.split(',').map((pair) => pair.trim().split(/\s*=\s*"?|"$/, 2) as [string, string])
      : [...new URLSearchParams(search)].flatMap(([name, value]) =>
          name.startsWith('__') ? [[name.slice(2), value]] : [],
        ),
  );
  const [code, exampleKey, dynamic] = ['code', 'example', 'dynamic'].map((name) => given.get(name));
  if (code !== undefined && !/^\d{3}$/.test(code))
    return invalidRequest(
      [{ pointer: '/headers/prefer', message: 'has a code that is no status' }],
      contract,
    );
  if (code === undefined && exampleKey === undefined && dynamic !== 'true') return undefined;
  return {
    ...(code !== undefined && { code: Number(code) }),
    ...(exampleKey !== undefined && { exampleKey }),
    ...(dynamic === 'true' && { dynamic: true }),
  };
}
