// Types that the compiler must infer or refuse, for what the contract of this project does not use. `tsc` is the test.
import { expectTypeOf } from 'vitest';
import type { Client } from './create-client.ts';
import type { UnexpectedResponse } from './response.ts';
import type { components, operations } from './testing/toy-api.ts';

declare const client: Client<operations>;
type Toy = components['schemas']['Toy.response'];
type Problem = components['schemas']['Problem'] | UnexpectedResponse;

// Several media types: data is that of any of them.
const listed = await client.listToys();
expectTypeOf(listed.data).toEqualTypeOf<readonly Toy[] | string | undefined>();
// A range declares problems as single statuses do.
expectTypeOf(listed.problem).toEqualTypeOf<Problem | undefined>();
client.listToys({ params: { query: { limit: 3 } }, headers: { accept: 'text/csv' } });

// 204: data is undefined, and nothing else is.
const put = await client.putToy({ body: { name: 'Ball' } });
if (!put.problem) expectTypeOf(put.data).toEqualTypeOf<Toy | undefined>();
expectTypeOf(put.problem).toEqualTypeOf<Problem | undefined>();
// What is read only is there, and what is write only is not.
if (put.data) expectTypeOf(put.data.id).toEqualTypeOf<number>();
if (put.data) expectTypeOf(put.data.secret).toEqualTypeOf<undefined>();

// An optional body.
client.putToy();
client.putToy({ body: { name: 'Ball', size: 2, secret: 's', parts: [{ name: 'Valve' }] } });
// @ts-expect-error: id is read only.
client.putToy({ body: { name: 'Ball', id: 1 } });
// @ts-expect-error: id is read only, also deep inside.
client.putToy({ body: { name: 'Ball', parts: [{ name: 'Valve', id: 1 }] } });
// @ts-expect-error: the name is missing.
client.putToy({ body: { size: 2 } });

// A form, or bytes.
const added = await client.addPhoto({ body: { files: [new Blob()] } });
expectTypeOf(added.data).toEqualTypeOf<Blob | undefined>();
expectTypeOf(added.problem).toEqualTypeOf<UnexpectedResponse | undefined>();
client.addPhoto({ body: new Uint8Array(3), headers: { 'content-type': 'image/png' } });
client.addPhoto({ body: new Blob(), headers: { 'content-type': 'image/png' } });
// @ts-expect-error: a file is a Blob.
client.addPhoto({ body: { files: ['a'] } });
// @ts-expect-error: the body is missing.
client.addPhoto();
