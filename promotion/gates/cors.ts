import type { Environment } from '../../lib/variables.ts';
import { pass, refuse, unknown } from './finding.ts';
import type { Gate } from './model.ts';
import { sourceIn } from './required.ts';

const strangers = ['https://stranger.example', 'null'];

export const cors: Gate = {
  id: 'cors',
  condition: 'browsers may call from every listed origin, and from no other',
  timeoutMs: 30_000,
  async run(promotion, signal) {
    const { name, url, variables } = sourceIn(promotion);
    const [first] = promotion.contract.operations;
    const listed = originsOf(variables);
    if (!first || listed.length === 0)
      return unknown([`CORS_ORIGINS of ${name} is not known`], `Set it in deploy/tiers/${name}.env.`);
    if (listed.includes('*'))
      return refuse([`CORS_ORIGINS of ${name} is *: every page may call`], remedyAt(name));
    const allows = async (origin: string) => {
      const headers = { origin, 'access-control-request-method': first.method.toUpperCase() };
      const { headers: received } = await fetch(`${url}${first.path}`, {
        method: 'OPTIONS',
        headers,
        signal,
      });
      const allowed = received.get('access-control-allow-origin');
      return allowed === origin || allowed === '*';
    };
    const wrong: string[] = [];
    for (const origin of listed)
      if (!(await allows(origin))) wrong.push(`${origin} is listed, and not allowed`);
    for (const origin of strangers)
      if (await allows(origin)) wrong.push(`${origin} is not listed, and allowed`);
    if (wrong.length > 0)
      return refuse(
        wrong,
        `List the origins of your pages in CORS_ORIGINS of deploy/tiers/${name}.env, exactly.`,
      );
    return pass([`${listed.join(', ')} may call ${name}; ${strangers.join(' and ')} may not`]);
  },
};

const remedyAt = (tier: string) =>
  `List the origins of your pages in CORS_ORIGINS of deploy/tiers/${tier}.env, exactly.`;

function originsOf({ CORS_ORIGINS = '' }: Environment): string[] {
  return CORS_ORIGINS.split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
}
