/** A running service as a registry: the one place that knows the wire format of releases. */
import type { ReleaseInfo } from '../../server/store/store.ts';
import { type ReverseDelta, reverseDelta } from '../../taxonomy/history.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { Failure, someoneWasFirst } from './failure.ts';
import type { Past } from './plan.ts';
import { showProgress } from './progress.ts';
import type { Registry } from './registry.ts';

const timeoutMs = 60_000;
const releasesPath = '/api/taxonomy/releases';

/** @param token a bearer token, which only publishing needs */
export function openHttpRegistry(url: string, token: string | undefined): Registry {
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(timeoutMs) }).catch((error: unknown) => {
      throw new Failure(`${url} does not answer: ${reasonOf(error)}`, 3);
    });
  const list = async () => {
    const { releases } = await bodyOf<{ releases: ReleaseInfo[] }>(await send(releasesPath));
    return releases;
  };
  const get = async (version: string) => {
    const response = await send(`${releasesPath}/${encodeURIComponent(version)}`);
    return response.status === 404 ? undefined : bodyOf<Release>(response);
  };
  const checkPublish = () => {
    if (!token) throw new Failure('Publishing over HTTP needs a token in TAXONOMY_TOKEN.', 2);
    if (isPrivate(url)) return;
    const reason = 'on its way anyone could read it';
    throw new Failure(`TAXONOMY_TOKEN is not sent to ${url}: ${reason}. Give an https URL.`, 2);
  };
  return {
    list,
    get,
    checkPublish,
    loadPast: async () => loadPast(await list(), get),
    async publish({ release: { layers, aliases } }, expected, bump) {
      checkPublish();
      const headers = {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
        ...(expected !== undefined && { 'If-Match': `"${expected}"` }),
      };
      const body = JSON.stringify({ layers, aliases, bump });
      const response = await send(releasesPath, { method: 'POST', headers, body });
      const { version } = await bodyOf<{ version: string }>(response);
      return version;
    },
    close: async () => {},
  };
}

/** Whether what is sent there is encrypted, or does not leave this machine. */
function isPrivate(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** The wire has whole releases and no way back, so that is made of each release and the one before it. */
async function loadPast(infos: readonly ReleaseInfo[], get: Registry['get']): Promise<Past> {
  const history: ReverseDelta[] = [];
  let current: Release | undefined;
  for (const { version } of infos.toReversed()) {
    showProgress(`Loading release ${version}, ${history.length + 1} of ${infos.length}`);
    const release = await get(version);
    if (!release) throw new Failure(`Release ${version} is listed and cannot be found. Try again.`);
    history.unshift(reverseDelta(release, current));
    current = release;
  }
  showProgress();
  return { current, history };
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

async function bodyOf<Body>(response: Response): Promise<Body> {
  const body: unknown = await response.json().catch(() => {
    throw new Failure(`${response.url} answers ${response.status} without JSON: is a Taxonomy API there?`);
  });
  if (response.ok) return body as Body;
  const { title = `Status ${response.status}`, detail = '', errors = [] } = body as Problem;
  const first = response.status === 409 || response.status === 412 ? `${someoneWasFirst} ` : '';
  const lines = errors.map((error) => `\n  ${error.pointer}  ${error.detail}`);
  throw new Failure(`${first}${title}. ${detail}${lines.join('')}`, response.status === 503 ? 3 : 1);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
