// @ts-check
const parameter = /\{([^{}]*)\}/g;
const name = /^[A-Za-z_][\w.-]*$/;
// Every character that a segment may hold without percent-encoding (RFC 3986, 3.3).
const literal = /^[\w.~!$&'()*+,;=:@-]*$/;
// Every service has these.
const own = /^\/(?:docs|problems|openapi\.json|openapi\.yaml)(?:\/|$)/;

/**
 * The path of a request leads to one operation. So the template says where each parameter ends, and no two templates
 * are alike.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedPaths = () => ({
  Paths(paths, { location, report }) {
    const templates = Object.keys(paths);
    templates.forEach((template, index) => {
      const twin = templates.slice(0, index).find((earlier) => shapeOf(earlier) === shapeOf(template));
      for (const message of [...templateIssues(template), ...twinIssues(twin)]) {
        report({ message, location: location.child(template).key() });
      }
    });
  },
});

/** @param {string} template */
function templateIssues(template) {
  if (template.endsWith('/'))
    return ['The path ends with a slash, which the server answers 404. Remove the slash.'];
  if (own.test(template))
    return ['Every service has documents of its own at this path. Choose another one, such as /api/….'];
  const names = namesIn(template);
  const twice = names.filter((each, index) => names.indexOf(each) < index);
  return [
    ...twice.map((each) => `The path has the parameter ${each} twice. Rename one.`),
    ...template.split('/').slice(1).flatMap(segmentIssues),
  ];
}

/** @param {string} segment */
function segmentIssues(segment) {
  const issues = namesIn(segment)
    .filter((each) => !name.test(each))
    .map(
      (each) =>
        `The parameter name ${each} is not supported. Begin with a letter, then use letters, digits, - . and _ only.`,
    );
  if (segment.includes('}{'))
    return [
      ...issues,
      `The segment ${segment} does not say where a parameter ends. Put text between, such as -.`,
    ];
  const text = segment.replaceAll(parameter, '');
  if (literal.test(text) && !['', '.', '..'].includes(segment)) return issues;
  const message = `The segment ${segment || 'between two slashes'} is not supported. Use letters, digits and - . _ ~ ! $ & ' ( ) * + , ; = : @ only.`;
  return [...issues, message];
}

/** @param {string | undefined} twin */
function twinIssues(twin) {
  if (twin === undefined) return [];
  return [`The path ${twin} has the same form and takes the requests of this one. Keep one of them.`];
}

/** @param {string} text */
function namesIn(text) {
  return [...text.matchAll(parameter)].map(([, each = '']) => each);
}

/** @param {string} template */
function shapeOf(template) {
  return template.replaceAll(parameter, '{}');
}
