/** A running service as a registry. Explains its responses to people. */
import { createTaxonomyClient } from '../../client/src/calls/taxonomy-client.ts';
import type { components } from '../../generated/api.ts';
import { type ReverseDelta, reverseDelta } from '../../taxonomy/history.ts';
import type { Release, ReleaseInfo } from '../../taxonomy/tree.ts';
import { CommandError } from './command-io.ts';
import { alreadyPublished, type Past, type Registry } from './registry.ts';

const timeoutMs = 60_000;

/** @param token a bearer token; only publishing needs it */
export function openHttpRegistry(
  url: string,
  token: string | undefined,
  showStep: (step?: string) => void = () => {},
): Registry {
  const client = createTaxonomyClient({ baseUrl: url, timeoutMs, ...(token !== undefined && { token }) });
  const reach = <Response>(call: Promise<Response>) =>
    call.catch((error: unknown) => {
      throw new CommandError(`${url} does not respond: ${reasonOf(error)}`, 3);
    });
  const list = async () => dataOf(await reach(client.listReleases())).releases;
  const get = async (version: string) => {
    const response = await reach(client.getRelease({ params: { path: { version } } }));
    return response.problem?.type === '/problems/unknown-release' ? undefined : dataOf(response);
  };
  const checkPublish = () => {
    if (!token) throw new CommandError('Publishing over HTTP needs a token in TAXONOMY_TOKEN.', 2);
    if (isPrivate(url)) return;
    const reason = 'others on the network could read it';
    throw new CommandError(`TAXONOMY_TOKEN is not sent to ${url}: ${reason}. Give an https URL.`, 2);
  };
  return {
    list,
    get,
    checkPublish,
    loadPast: async () => loadPast(await list(), get, showStep),
    async publish({ release: { layers, aliases }, provenance }, expected, { bump, removed } = {}) {
      checkPublish();
      const note = provenance?.note;
      const header = {
        ...(expected !== undefined && { 'If-Match': `"${expected}"` }),
        ...(removed !== undefined && { 'Removals-Confirmed': removed }),
      };
      const response = await reach(
        client.publishRelease({
          params: { header },
          body: { layers, aliases, ...(bump && { bump }), ...(note !== undefined && { note }) },
        }),
      );
      return dataOf(response).version;
    },
    close: async () => {},
  };
}

/** Whether requests to the URL are encrypted, or do not leave this machine. */
function isPrivate(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** The service has no reverse deltas, so each is computed from a release and the one before it. */
async function loadPast(
  infos: readonly ReleaseInfo[],
  get: Registry['get'],
  showStep: (step?: string) => void,
): Promise<Past> {
  const history: ReverseDelta[] = [];
  let current: Release | undefined;
  for (const { version } of infos.toReversed()) {
    showStep(`Loading release ${version}, ${history.length + 1} of ${infos.length}`);
    const release = await get(version);
    if (!release) throw new CommandError(`Release ${version} is listed and cannot be found. Try again.`);
    history.unshift(reverseDelta(release, current));
    current = release;
  }
  showStep();
  return { current, history };
}

type Schemas = components['schemas'];
type ErrorBody = Pick<Schemas['ProblemMembers'], 'title' | 'detail'> & { errors?: Schemas['ProblemErrors'] };

/** The body of a successful response. Throws `CommandError` for any other response. */
function dataOf<Data>(result: { readonly response: Response; data?: Data; problem?: ErrorBody }): Data {
  const { data, problem, response } = result;
  if (data !== undefined) return data;
  const { url, status, headers } = response;
  if (!problem || !headers.get('content-type')?.includes('json')) {
    throw new CommandError(`${url} responds ${status} without JSON. Is it a Taxonomy API?`);
  }
  const { title = `Status ${status}`, detail = '', errors = [] } = problem;
  const first = status === 409 || status === 412 ? `${alreadyPublished} ` : '';
  const lines = errors.map((error) => `\n  ${error.pointer}  ${error.detail}`);
  throw new CommandError(`${first}${title}. ${detail}${lines.join('')}`, status === 503 ? 3 : 1);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
