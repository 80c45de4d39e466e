// Imports point downwards only. `ARCHITECTURE.md` says what belongs in each folder.

/** What each folder may import, beside itself. */
const allowed = {
  lib: [],
  taxonomy: [],
  generated: [],
  contract: ['lib', 'taxonomy', 'generated'],
  client: ['taxonomy', 'generated', 'contract'],
  mock: ['lib', 'taxonomy', 'generated', 'contract'],
  server: ['lib', 'taxonomy', 'generated', 'contract'],
  'contract-tests': ['lib', 'taxonomy', 'generated', 'contract', 'client', 'mock', 'server'],
  bench: ['lib', 'taxonomy', 'generated', 'contract', 'client', 'mock', 'server'],
  explorer: ['taxonomy', 'generated', 'contract', 'client'],
  deploy: ['lib', 'contract', 'server', 'contract-tests'],
  promotion: ['lib', 'taxonomy', 'generated', 'contract', 'client', 'server', 'contract-tests'],
};
const folders = [...Object.keys(allowed), 'scripts', 'docs'];

// Runs in a browser as well, so it reaches nothing that needs Node. Tests may.
const runsInBrowsers = '^(taxonomy|client|contract)/';
const needsNode =
  '^(lib|contract/authoring)/|^contract/bundle-file[.]ts$|^client/src/sync/storage/file-storage[.]ts$';
const drivesBrowsers = '^client/browser-tests/';
const tests = `[.]test[.]ts$|/testing/|${drivesBrowsers}`;

const layers = Object.entries(allowed).map(([folder, others]) => ({
  name: `${folder}-imports`,
  comment: `${folder}/ imports ${others.length > 0 ? `only ${others.join(', ')}` : 'nothing'} of ours. Move what is shared down.`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: drivesBrowsers },
  to: { path: `^(${folders.join('|')})/`, pathNot: `^(${[folder, ...others].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'browser-tests-imports',
      comment:
        'client/browser-tests/ starts browsers and the service: it imports client, server and what these import.',
      severity: 'error',
      from: { path: drivesBrowsers },
      to: { path: '^(mock|contract-tests|bench|explorer|deploy|promotion|scripts|docs)/' },
    },
    {
      name: 'runs-in-browsers',
      comment:
        'taxonomy/, client/ and contract/ without its authoring run in browsers, which have no node: modules.',
      severity: 'error',
      from: { path: runsInBrowsers, pathNot: `${needsNode}|${tests}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'reaches-node',
      comment: 'taxonomy/, client/ and contract/ import no file that needs Node.',
      severity: 'error',
      from: { path: runsInBrowsers, pathNot: `${needsNode}|${tests}` },
      to: { path: needsNode },
    },
    {
      name: 'validator-only',
      comment:
        'server/http/validator.ts alone knows express-openapi-validator, beside the naive server of the bench.',
      severity: 'error',
      from: { pathNot: '^(server/http/validator([.]test)?|bench/requests/naive-server)[.]ts$' },
      to: { path: 'node_modules/express-openapi-validator' },
    },
    {
      name: 'no-circular',
      comment:
        'Files that import each other in a circle cannot be read alone. Move what both need to a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
