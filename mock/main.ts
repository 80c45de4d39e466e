// The mock without generating first, for callers that have generated: npm start, the contract tests, the benches.
import { serveMock } from './serve-mock.ts';

await serveMock();
