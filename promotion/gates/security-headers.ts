import { healthOperation } from '../../contract/identity.ts';
import { pass, refuse } from './finding.ts';
import type { Gate } from './model.ts';
import { sourceIn } from './required.ts';

/** What every response needs (OWASP REST Security Cheat Sheet, "Security headers"). */
const demanded: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'x-frame-options': /^(SAMEORIGIN|DENY)$/,
};
const forbidden = ['x-powered-by', 'server'];

export const securityHeaders: Gate = {
  id: 'security-headers',
  condition: 'responses carry the headers that protect browsers',
  timeoutMs: 15_000,
  async run(promotion, signal) {
    const { name, url } = sourceIn(promotion);
    const health = healthOperation(promotion.contract)?.path ?? '/';
    const wrong: string[] = [];
    for (const path of [health, '/no-such-path']) {
      const { headers } = await fetch(`${url}${path}`, { signal });
      for (const [header, pattern] of Object.entries(demanded))
        if (!pattern.test(headers.get(header) ?? ''))
          wrong.push(`${path}: ${header} is ${headers.get(header) ?? 'missing'}`);
      // A proxy may name itself; the service must not.
      for (const header of forbidden)
        if (/express|node/i.test(headers.get(header) ?? ''))
          wrong.push(`${path}: ${header} is ${headers.get(header)}`);
      if (url.startsWith('https:') && !headers.has('strict-transport-security'))
        wrong.push(`${path}: strict-transport-security is missing`);
    }
    if (wrong.length > 0)
      return refuse(
        wrong,
        `Let the proxy in front of ${name} pass the headers of the service on, as deploy/nginx does.`,
      );
    return pass([
      `${Object.keys(demanded).length} headers are right at ${name}, on a success and on a problem`,
    ]);
  },
};
