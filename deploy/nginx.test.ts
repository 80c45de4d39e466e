/** What the files of nginx/ repeat from the contract is what the contract says. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { responseHeaders } from '../contract/http-headers.ts';
import { lookup } from '../contract/json.ts';

const read = (file: string) => readFileSync(new URL(`nginx/${file}.conf`, import.meta.url), 'utf8');
const contract = readContract();

/** A keyword of the schema of a response header. */
function keyword(header: string, name: string): unknown {
  return lookup(contract.document, `${responseHeaders(contract).get(header)?.schemaPointer}/${name}`);
}

it('the request ids that nginx keeps → those of the contract', () => {
  const [, pattern] = /"~(\S+)" \$http_x_request_id;/.exec(read('taxonomy')) ?? [];
  expect(pattern).toBe(keyword('x-request-id', 'pattern'));
});

it('the key of the micro-cache → has each header that Vary names', () => {
  const [, key = ''] = /proxy_cache_key "(.*)";/.exec(read('micro-cache')) ?? [];
  const names = String(keyword('vary', 'const')).split(', ');
  expect(names.length).toBeGreaterThan(2);
  const variables = names.map((name) => `$http_${name.toLowerCase().replaceAll('-', '_')}`);
  expect(key.split(' ')).toEqual(expect.arrayContaining(variables));
});
