/** The contract and the pages of its problems, at the paths where the server has them. */
import type { Contract } from '../contract/model.ts';
import { problemPage, problemsPage } from '../contract/pages.ts';
import { documentPaths, renderYaml, servedDocument } from '../contract/served-document.ts';
import type { MockRequest, MockResponse } from '../contract/stand-in/model.ts';

/** @param url of the mock, in the contract that it serves */
export function createDocuments(
  contract: Contract,
  url: string,
): (request: Pick<MockRequest, 'method' | 'path'>) => MockResponse | undefined {
  const html = 'text/html; charset=utf-8';
  return ({ method, path }) => {
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    const [, slug] = /^\/problems\/([\w-]+)$/.exec(path) ?? [];
    if (slug !== undefined) return documentOf(html, problemPage(contract, slug));
    switch (path) {
      case documentPaths.json:
        return documentOf('application/json', JSON.stringify(servedDocument(contract, url)));
      case documentPaths.yaml:
        return documentOf('application/yaml; charset=utf-8', renderYaml(servedDocument(contract, url)));
      case '/problems':
        return documentOf(html, problemsPage(contract));
      default:
        return undefined;
    }
  };
}

function documentOf(type: string, body: string | undefined): MockResponse | undefined {
  return body === undefined
    ? undefined
    : { status: 200, headers: { 'content-type': type, 'cache-control': 'no-cache' }, body };
}
