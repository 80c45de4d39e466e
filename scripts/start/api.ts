// The API as a child of npm start. It loads the packages, which takes most of a start, and waits for its turn. Then it
// reads our code as it is at that time.
import { once } from 'node:events';
import { explainError } from './explain-error.ts';

process.on('uncaughtException', (error) => {
  process.send?.({ fault: explainError(error) }, () => process.exit(1));
});
const turn = once(process, 'message');
// The wait keeps the process alive.
process.channel?.ref();
const slowest = ['express', 'express-openapi-validator', 'express-rate-limit', 'pino-http', 'helmet', 'cors'];
for (const name of [...slowest, 'ajv/dist/2020.js', 'kysely', 'pg', 'libsql', 'jose']) await import(name);
await turn;
await import('../../server/main.ts');
