import type { ContractEdit } from './edit.ts';

/** What somebody may do to who is allowed what. */
export const securityEdits: readonly ContractEdit[] = [
  {
    kind: 'security removed',
    file: 'paths/releases.yaml',
    from: '  security:\n    - publisher: [taxonomy:publish]\n',
    to: '',
  },
  {
    kind: 'scope changed',
    file: 'paths/releases.yaml',
    from: '[taxonomy:publish]',
    to: '[taxonomy:write]',
  },
  {
    kind: 'scope removed',
    file: 'paths/releases.yaml',
    from: '[taxonomy:publish]',
    to: '[]',
  },
  {
    kind: 'status 401 of security deleted',
    file: 'paths/releases.yaml',
    from: '    "401":\n      description: The request has no valid token.',
    to: '    "402":\n      description: The request has no valid token.',
  },
];
