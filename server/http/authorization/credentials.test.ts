import { expect, it } from 'vitest';
import { credentialsVariable } from './credentials.ts';

it.each([
  ['clerk', 'CREDENTIALS_CLERK'],
  ['partnerKey', 'CREDENTIALS_PARTNER_KEY'],
  ['report-key', 'CREDENTIALS_REPORT_KEY'],
  ['report key (2nd)', 'CREDENTIALS_REPORT_KEY_2ND_'],
  ['apiV2Key', 'CREDENTIALS_API_V2_KEY'],
])('the security scheme %s → its variable is %s', (scheme, variable) => {
  expect(credentialsVariable(scheme)).toBe(variable);
});
