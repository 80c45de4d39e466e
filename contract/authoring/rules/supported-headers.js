// @ts-check
import { typesOf } from './schema-parts.js';

const remedies = /** @type {const} */ ({
  'content-type': 'The media type of the content says it',
  'set-cookie': 'Cookies are not supported',
  'content-encoding':
    'The server compresses as Accept-Encoding says, and tools would send undecodable bodies',
});

/**
 * A response header is one value with one type.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedHeaders = () => ({
  Response({ headers = {} }, { location, report }) {
    for (const name of Object.keys(headers)) {
      const reason = Object.entries(remedies).find(([other]) => other === name.toLowerCase())?.[1];
      if (reason === undefined) continue;
      report({
        message: `The header ${name} is not supported. ${reason}. Remove it.`,
        location: location.child(['headers', name]).key(),
      });
    }
  },
  Header(header, ctx) {
    const { location, report } = ctx;
    if (header.content !== undefined) {
      const message = 'A header with content is not supported. Use schema.';
      return report({ message, location: location.child('content').key() });
    }
    const part = { node: header.schema, location: location.child('schema') };
    const types = typesOf(ctx, part);
    const isScalar = types.length === 1 && ['string', 'integer', 'number'].includes(types[0] ?? '');
    if (header.schema === undefined || isScalar) return;
    report({ message: 'A header needs one type. Use string, integer or number.', location: part.location });
  },
});
