// @ts-check
// A Redocly plugin: the rules of this contract beyond OpenAPI. `taxonomy/all` turns all of them on.
import { describedWithExample } from './described-with-example.js';
import { exampleData } from './example-data.js';
import { examplePairComplete } from './example-pair-complete.js';
import { exampleStatusMatches } from './example-status-matches.js';
import { headerRequired } from './header-required.js';
import { objectClosed } from './object-closed.js';
import { parameterOwnExample } from './parameter-own-example.js';
import { pathLowerCase } from './path-lower-case.js';
import { responseComponentSingleStatus } from './response-component-single-status.js';
import { rootComponentsSecurityOnly } from './root-components-security-only.js';
import { statusesComplete } from './statuses-complete.js';
import { stringBounded } from './string-bounded.js';
import { supportedBodies } from './supported-bodies.js';
import { supportedDiscriminators } from './supported-discriminators.js';
import { supportedDocument } from './supported-document.js';
import { supportedHeaders } from './supported-headers.js';
import { supportedMethods } from './supported-methods.js';
import { supportedParameters } from './supported-parameters.js';
import { supportedPaths } from './supported-paths.js';
import { supportedResponses } from './supported-responses.js';
import { supportedSchemas } from './supported-schemas.js';
import { supportedSecurity } from './supported-security.js';
import { supportedServers } from './supported-servers.js';
import { versionSemver } from './version-semver.js';
import { volatileKnown } from './volatile-known.js';

const rules = {
  'described-with-example': describedWithExample,
  'example-pair-complete': examplePairComplete,
  'example-status-matches': exampleStatusMatches,
  'header-required': headerRequired,
  'object-closed': objectClosed,
  'parameter-own-example': parameterOwnExample,
  'path-lower-case': pathLowerCase,
  'response-component-single-status': responseComponentSingleStatus,
  'root-components-security-only': rootComponentsSecurityOnly,
  'statuses-complete': statusesComplete,
  'string-bounded': stringBounded,
  'supported-bodies': supportedBodies,
  'supported-discriminators': supportedDiscriminators,
  'supported-document': supportedDocument,
  'supported-headers': supportedHeaders,
  'supported-methods': supportedMethods,
  'supported-parameters': supportedParameters,
  'supported-paths': supportedPaths,
  'supported-responses': supportedResponses,
  'supported-schemas': supportedSchemas,
  'supported-security': supportedSecurity,
  'supported-servers': supportedServers,
  'version-semver': versionSemver,
  'volatile-known': volatileKnown,
};

/** What the toolkit cannot do end to end. Generating refuses these too: the rest would ignore them in silence. */
export const supportRules = Object.keys(rules)
  .filter((name) => name.startsWith('supported-'))
  .map((name) => `taxonomy/${name}`);

const everyRule = Object.keys(rules).map((name) => [`taxonomy/${name}`, 'error']);

/** @returns {import('@redocly/openapi-core').Plugin} */
export default function taxonomyPlugin() {
  return {
    id: 'taxonomy',
    rules: { oas3: rules },
    preprocessors: { oas3: { 'example-data': exampleData } },
    configs: {
      all: { rules: Object.fromEntries(everyRule), preprocessors: { 'taxonomy/example-data': 'on' } },
    },
  };
}
