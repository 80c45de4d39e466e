// @ts-check
const parameter = /^\{\w+\}$/;
const literal = /^[\w.~-]+$/;

/**
 * The router, the validator, the mock and the client each have their own reading of a path template. They agree on
 * these templates only: whole segments that are plain text or one parameter.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedPaths = () => ({
  Paths(paths, { location, report }) {
    const templates = Object.keys(paths);
    templates.forEach((template, index) => {
      const hidden = templates.slice(0, index).find((earlier) => covers(earlier, template));
      for (const message of [...segmentIssues(template), ...orderIssues(hidden)]) {
        report({ message, location: location.child(template).key() });
      }
    });
  },
});

/** @param {string} template */
function segmentIssues(template) {
  if (template.endsWith('/'))
    return ['The path ends with a slash, which the server answers 404. Remove the slash.'];
  return template
    .split('/')
    .slice(1)
    .filter((segment) => !parameter.test(segment) && !literal.test(segment))
    .map((segment) =>
      segment.includes('{')
        ? `The path segment ${segment} is not supported. Use one parameter as the whole segment, named with letters, digits and _ only.`
        : `The path segment ${segment} is not supported. Use letters, digits, - . _ and ~ only.`,
    );
}

/** @param {string | undefined} hidden */
function orderIssues(hidden) {
  if (hidden === undefined) return [];
  return [`The path ${hidden} is above this one and takes its requests. Move this path above it.`];
}

/** @type {(earlier: string, later: string) => boolean} */
function covers(earlier, later) {
  const [first, second] = [earlier.split('/'), later.split('/')];
  return (
    first.length === second.length &&
    first.every((segment, index) => parameter.test(segment) || segment === second[index])
  );
}
