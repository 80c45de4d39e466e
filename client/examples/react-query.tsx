/**
 * The queries of TanStack Query, typed by this contract:
 * `npm i taxonomy-client openapi-fetch openapi-react-query @tanstack/react-query react`.
 */
import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import createFetchClient from 'openapi-fetch';
import createQueryHooks from 'openapi-react-query';
import type { paths } from 'taxonomy-client';

/** openapi-fetch 0.17 takes a readonly list for an object (openapi-typescript#2615). */
type Writable<Type> = Type extends readonly (infer Item)[]
  ? Writable<Item>[]
  : Type extends object
    ? { -readonly [Name in keyof Type]: Writable<Type[Name]> }
    : Type;

const queryClient = new QueryClient();
const api = createQueryHooks(createFetchClient<Writable<paths>>({ baseUrl: 'https://registry.example' }));

const layersQuery = api.queryOptions('get', '/api/taxonomy/layers', {}, { staleTime: 300_000 });

export function Layers({ onChoose }: { readonly onChoose: (layer: string) => void }) {
  const { data, error } = api.useQuery('get', '/api/taxonomy/layers', {}, { staleTime: 300_000 });
  const { prefetchQuery } = useQueryClient();
  // A problem of the contract: its members are known to the compiler.
  if (error) return <p role="alert">{error.title}</p>;
  return (
    <ul onFocus={() => prefetchQuery(layersQuery)}>
      {data?.layers.map(({ code, name, categoryCount }) => (
        <li key={code}>
          <button type="button" onClick={() => onChoose(code)}>
            {name} ({categoryCount})
          </button>
        </li>
      ))}
    </ul>
  );
}

export function Converter({ hfn }: { readonly hfn: string }) {
  const { mutate, data, error } = api.useMutation('post', '/api/taxonomy/convert/hfn-to-mfa');
  return (
    <p>
      <button type="button" onClick={() => mutate({ body: { hfn } })}>
        Convert
      </button>
      {data?.mfa}
      {error?.type === '/problems/unknown-address' && error.suggestions.join(', ')}
    </p>
  );
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Layers onChoose={console.log} />
      <Converter hfn="S.POP.HPM.001" />
    </QueryClientProvider>
  );
}
