// Types that the compiler must infer or refuse. Nothing here runs: `tsc` is the test.
import { expectTypeOf } from 'vitest';
import type { components, operations } from '../../../generated/api.ts';
import type { Data, UnexpectedResponse } from './response.ts';
import type { TaxonomyClient } from './taxonomy-client.ts';

type Schemas = components['schemas'];
declare const client: TaxonomyClient;

const converted = await client.convertHfnToMfa({ body: { hfn: 'S.POP.HPM.001' } });
expectTypeOf(converted.data).toEqualTypeOf<Schemas['Conversion'] | undefined>();
expectTypeOf(converted.notModified).toEqualTypeOf<undefined>();
switch (converted.problem?.type) {
  case '/problems/unknown-address':
    expectTypeOf(converted.problem.suggestions).toEqualTypeOf<Schemas['Suggestions']>();
    break;
  case 'about:blank':
    expectTypeOf(converted.problem).toEqualTypeOf<UnexpectedResponse>();
    break;
  // @ts-expect-error: a conversion does not declare this problem.
  case '/problems/since-ahead':
}

const listed = await client.listCategories({ params: { path: { layer: 'S' } } });
expectTypeOf(listed.notModified).toEqualTypeOf<true | undefined>();
if (listed.data) expectTypeOf(listed.data).toEqualTypeOf<Schemas['CategoryList']>();
else if (listed.problem) expectTypeOf(listed.problem.title).toEqualTypeOf<string>();
else expectTypeOf(listed.notModified).toEqualTypeOf<true>();

const published = await client.publishRelease({
  params: { header: { 'If-Match': '"1.2.3"', 'Idempotency-Key': 'a' } },
  body: { layers: [], aliases: [], bump: 'major' },
});
// 200 and 201 have the same body.
expectTypeOf(published.data).toEqualTypeOf<Schemas['PublishedRelease'] | undefined>();
expectTypeOf(published.notModified).toEqualTypeOf<undefined>();
if (published.problem?.type === '/problems/version-conflict')
  expectTypeOf(published.problem.currentVersion).toEqualTypeOf<string>();

const releases = await client.listReleases();
expectTypeOf(releases.notModified).toEqualTypeOf<true | undefined>();
expectTypeOf<Data<operations['listReleases']>>().toEqualTypeOf<Schemas['ReleaseList']>();
expectTypeOf<Data<operations['getRelease']>>().toEqualTypeOf<Schemas['Taxonomy']>();

expectTypeOf<Data<operations['getHealth']>>().toEqualTypeOf<Schemas['Health']>();

// @ts-expect-error: the layer is missing.
client.listCategories();
// @ts-expect-error: a GET takes no body.
client.getVersion({ body: {} });
// @ts-expect-error: the body is missing.
client.convertMfaToHfn();
// @ts-expect-error: this request has no member hfn.
client.convertMfaToHfn({ body: { mfa: '2.001.007.001', hfn: '' } });
// @ts-expect-error: the version is missing.
client.getRelease();
// @ts-expect-error: a bump is minor or major.
client.publishRelease({ body: { layers: [], aliases: [], bump: 'patch' } });
