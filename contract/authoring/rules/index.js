// @ts-check
// A Redocly plugin: the rules of this contract beyond OpenAPI. `taxonomy/all` turns all of them on.
import { describedWithExample } from './described-with-example.js';
import { exampleData } from './example-data.js';
import { examplePairComplete } from './example-pair-complete.js';
import { exampleStatusMatches } from './example-status-matches.js';
import { headerRequired } from './header-required.js';
import { objectClosed } from './object-closed.js';
import { parameterOwnExample } from './parameter-own-example.js';
import { responseComponentSingleStatus } from './response-component-single-status.js';
import { rootComponentsSecurityOnly } from './root-components-security-only.js';
import { statusesComplete } from './statuses-complete.js';
import { stringBounded } from './string-bounded.js';
import { volatileKnown } from './volatile-known.js';

const rules = {
  'described-with-example': describedWithExample,
  'example-pair-complete': examplePairComplete,
  'example-status-matches': exampleStatusMatches,
  'header-required': headerRequired,
  'object-closed': objectClosed,
  'parameter-own-example': parameterOwnExample,
  'response-component-single-status': responseComponentSingleStatus,
  'root-components-security-only': rootComponentsSecurityOnly,
  'statuses-complete': statusesComplete,
  'string-bounded': stringBounded,
  'volatile-known': volatileKnown,
};

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
