// npm run evidence: verifies the evidence of a promotion, and checks again what runs at a tier.
import { createPublicKey } from 'node:crypto';
import { createCommand } from '../lib/command.ts';
import { readPublicKey } from '../promotion/evidence/envelope.ts';
import type { TierName } from '../promotion/model.ts';
import { actor, readSigningKey, runToExit, tierArgument } from '../promotion/options.ts';
import { tiersRoot } from '../promotion/tier.ts';

const root = tiersRoot(process.env);
const program = createCommand(
  'evidence',
  'Verify the evidence of promotions, and check tiers again.',
).addHelpText(
  'after',
  `
The key is that of --key, or the one that belongs to PROMOTION_KEY_FILE, or that
of rehearsals.

Exit code: 0 it holds, 1 it does not, 2 wrong usage, 3 unreachable.`,
);
program
  .command('verify <file>')
  .description('tell whether the file is signed, whole, and still holds')
  .option('--key <file>', 'the public key in PEM')
  .option('--ledger', 'also refuse what the ledger has against the build')
  .action((file: string, { key, ledger }: { key?: string; ledger?: true }) =>
    runToExit(async () => {
      const { verifyEvidence } = await import('../promotion/evidence/verify.ts');
      const { predicate, subject } = verifyEvidence(file, keyOf(key), ledger ? root : undefined);
      const { tier, by, time, gates } = predicate;
      const unsafe = predicate.key === 'rehearsal' ? ' The key is one for rehearsals.' : '';
      console.log(
        `${subject[0].digest.sha256.slice(0, 12)} was promoted to ${tier} by ${by}, ${time}.\n${gates.length} gates passed.${unsafe}`,
      );
      return 0;
    }),
  );
program
  .command('check')
  .addArgument(tierArgument())
  .description('run the contract tests and the latency at a tier, for the ledger')
  .option('--by <name>', 'who checks (default: GITHUB_ACTOR)')
  .action((name: TierName, { by }: { by?: string }) =>
    runToExit(async () => {
      const { checkTier } = await import('../promotion/evidence/check-tier.ts');
      const { renderEvent } = await import('../promotion/render.ts');
      const results = await checkTier(root, name, actor(by, process.env) ?? 'nobody named');
      for (const result of results) console.log(renderEvent({ kind: 'gate', gate: result.gate, result }));
      console.log(`\nThe ledger has this check of ${name}.`);
      return results.every(({ verdict }) => verdict === 'pass') ? 0 : 1;
    }),
  );
await program.parseAsync();

function keyOf(file: string | undefined) {
  if (file !== undefined) return readPublicKey(file);
  const { key } = readSigningKey(root, process.env);
  if (!key) throw new Error('There is no key to verify with. Give --key.');
  return createPublicKey(key);
}
