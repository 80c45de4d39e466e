/** Code that runs before a file of a build, so that the build does what a gate has to refuse. */

/** With node:http at hand. */
const patch = (code: string) => `
import { OutgoingMessage as Message } from 'node:http';
import http from 'node:http';
${code}
`;
export const brokenInOneCategory = patch(`const end = Message.prototype.end;
Message.prototype.end = function (body, ...rest) {
  const isOne = /subcategories.S.POP$/.test(this.req?.originalUrl ?? this.req?.url ?? '');
  const changed = isOne && body ? Buffer.from(String(body).replaceAll('"name"', '"nome"')) : body;
  return end.call(this, changed, ...rest);
};`);

export const sabotages: readonly [gate: string, what: string, code: string, fact: string][] = [
  [
    'contract-run',
    'a handler breaks the contract in one category only',
    brokenInOneCategory,
    'test cases fail at dev',
  ],
  [
    'old-callers',
    'a response lacks what clients of the deployed contract read',
    brokenInOneCategory,
    'break',
  ],
  [
    'latency',
    'a handler takes 250 ms',
    patch(`const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (event, request, ...rest) {
  if (event !== 'request' || !request.url.endsWith('/index')) return emit.call(this, event, request, ...rest);
  setTimeout(() => emit.call(this, event, request, ...rest), 250);
  return true;
};`),
    'the goal is 200 ms',
  ],
  [
    'cors',
    'every origin is allowed',
    patch(`const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (event, request, response, ...rest) {
  if (event === 'request') response.setHeader('Access-Control-Allow-Origin', '*');
  return emit.call(this, event, request, response, ...rest);
};`),
    'is not listed, and allowed',
  ],
  [
    'way-back',
    'a migration that the old build cannot read',
    `import { createRequire as requireFrom } from 'node:module';
process.on('exit', () => {
  if (!/copy/.test(process.env.DATA_DIR)) return;
  const Database = requireFrom(import.meta.url)('libsql');
  const database = new Database(process.env.DATA_DIR + '/taxonomy.db');
  database.exec('alter table releases rename column checksum to sum');
  database.close();
});`,
    'does not start any more',
  ],
];
