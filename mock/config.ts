import { createVariables } from '../lib/variables.ts';

/** Where the mock listens. Apart from main.ts, so that npm start can read it without loading Prism. */
export const readMockVariables = createVariables<{ HOST: string; MOCK_PORT: number }>({
  HOST: { type: 'string', minLength: 1, default: '127.0.0.1' },
  MOCK_PORT: { type: 'integer', minimum: 0, maximum: 65535, default: 4010 },
});
