/** The handlers for MSW respond in a page as in Node, to every request of the parity corpus that a page can send. */
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { chromium } from '../../client/browser-tests/engines/puppeteer.ts';
import { down } from '../../client/browser-tests/page-server.ts';
import { useBrowser } from '../../client/browser-tests/use-browser.ts';
import { readContract } from '../../contract/bundle-file.ts';
import { projectRoot } from '../../lib/project.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import { createSources } from '../fuzz/source.ts';
import { payload } from '../http/planned-request.ts';
import { createComparison } from './compare-responses.ts';
import { corpusOf, type ParityCase } from './corpus.ts';
import { createHandlersSend } from './send-to-handlers.ts';

const { serve, open } = useBrowser(chromium);

const page = `
  import { getResponse } from 'msw';
  import { handlers } from './client/src/msw/index.ts';
  const all = handlers({ baseUrl: 'http://handlers.example' });
  // A browser drops some headers, and refuses some methods: such a request cannot come from a page.
  globalThis.answer = async ({ path, method, headers, body }) => {
    try {
      const request = new Request('http://handlers.example' + path, { method, headers, body });
      if (Object.keys(headers).some((name) => !request.headers.has(name))) return 'not of a page';
      const response = await getResponse(all, request);
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    } catch (error) {
      return error instanceof TypeError ? 'not of a page' : String(error);
    }
  };`;

function withoutOrigin({ origin, ...headers }: Readonly<Record<string, string>>): Record<string, string> {
  return headers;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

it('every request of the corpus → the same response in Chromium as in Node', async () => {
  const contract = readContract();
  const corpus = corpusOf(createSources(contract, defaultRelease), 1, { token: 'any', rejected: {} });
  // The browser itself says which origin a request is of.
  const plain = corpus
    .filter(({ prepare }) => !prepare)
    .map((one) => ({ ...one, request: { ...one.request, headers: withoutOrigin(one.request.headers) } }));
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: projectRoot },
    bundle: true,
    write: false,
    format: 'iife',
  });
  const tab = await open((await serve(down)).url);
  await tab.run(outputFiles[0]?.text ?? '');
  const requests = plain.map(({ request }) => {
    const { method, path, headers } = request;
    const body = payload(request);
    return { method: method.toUpperCase(), path, headers, ...(body !== '' && { body }) };
  });
  const answers = await tab.run<(Answer | string)[]>(
    `const answers = [];
     for (const request of ${JSON.stringify(requests)}) answers.push(await answer(request));
     return answers;`,
  );
  const compare = createComparison(contract, false);
  const send = createHandlersSend(contract);
  const differencesOf = async (one: ParityCase, inPage: Answer | string | undefined) => {
    if (inPage === 'not of a page') return [];
    if (typeof inPage !== 'object') return [inPage];
    const inNode = await send(one.request);
    const other = { ...inPage, method: one.request.method, bytes: Buffer.from(inPage.body), failures: [] };
    return compare({ ...one, mock: inNode, other });
  };
  const sent = answers.filter((answer) => answer !== 'not of a page').length;
  const found = await Promise.all(plain.map((one, index) => differencesOf(one, answers[index])));
  const differences = plain.flatMap(({ name }, index) => found[index]!.map((what) => ({ name, what })));
  expect(differences).toEqual([]);
  expect(sent).toBeGreaterThan(corpus.length * 0.8);
  const prepared = corpus.length - plain.length;
  console.log(
    `${sent} of ${corpus.length} requests were compared. A page cannot send ${plain.length - sent}: their method or header is the browser's. ${prepared} come after other requests.`,
  );
});
