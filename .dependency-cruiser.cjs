// Imports point downwards only: scripts and contract-tests speak HTTP to server and mock; server and
// client stand on taxonomy, contract and generated, which stand on nothing of ours.

const ours = '^(openapi|generated|contract|taxonomy|server|client|contract-tests|scripts)/';
const tests = '[.]test[.]ts$|/testing/';

/** The folder imports nothing of ours but itself and the folders named. */
function only(folder, ...others) {
  const allowed = [folder, ...others].map((name) => `${name}/`).join('|');
  return {
    name: `${folder}-imports`,
    comment: `${folder}/ imports ${others.length > 0 ? `only ${others.join(' and ')}` : 'nothing'} of ours. Move what is shared down.`,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: { path: ours, pathNot: `^(${allowed})` },
  };
}

/** The folder runs in a browser as well. */
function noBuiltins(folder) {
  return {
    name: `${folder}-runs-in-browsers`,
    comment: `${folder}/ runs in browsers too, which have no node: modules. Its tests may use them.`,
    severity: 'error',
    from: { path: `^${folder}/`, pathNot: tests },
    to: { dependencyTypes: ['core'] },
  };
}

module.exports = {
  forbidden: [
    only('openapi'),
    only('generated'),
    only('contract'),
    only('taxonomy'),
    only('server', 'taxonomy', 'contract', 'generated'),
    only('client', 'taxonomy', 'generated'),
    noBuiltins('taxonomy'),
    noBuiltins('client'),
    {
      name: 'server-internals',
      comment:
        'Scripts and contract-tests speak HTTP. Of server/ they import app.ts, config.ts, main.ts, the stores and what puts those to the test only.',
      severity: 'error',
      from: { path: '^(scripts|contract-tests)/' },
      to: {
        path: '^server/',
        pathNot:
          '^server/(app|config|main|testing/test-issuer|store/(store|open-store|memory-store|testing/(storm|databases|breakable-proxy)))[.]ts$',
      },
    },
    {
      name: 'validator-only',
      comment:
        'server/validator.ts alone knows express-openapi-validator, beside the naive server it is measured against.',
      severity: 'error',
      from: { pathNot: '^(server/validator([.]test)?|scripts/bench/naive-server)[.]ts$' },
      to: { path: 'node_modules/express-openapi-validator' },
    },
    {
      name: 'no-circular',
      comment:
        'Files that import each other in a circle cannot be read alone. Move what both need to a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
