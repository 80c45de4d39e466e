/** What the user taxonomy may ask of systemd. */
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';

const rules = readFileSync(new URL('systemd/taxonomy.rules', import.meta.url), 'utf8');
const manageUnits = 'org.freedesktop.systemd1.manage-units';
const live = 'taxonomy@staging-0123456789ab.service';

function decide(verb: string, unit: string, user = 'taxonomy', id = manageUnits): unknown {
  type Rule = (action: object, subject: object) => unknown;
  let decision: unknown;
  const addRule = (rule: Rule) => {
    const lookup = (name: string) => ({ verb, unit })[name];
    decision = rule({ id, lookup }, { user });
  };
  runInNewContext(rules, { polkit: { addRule, Result: { YES: 'yes' } } });
  return decision;
}

it.each([
  ['start', live],
  ['stop', live],
  ['start', 'taxonomy@dev-copy.service'],
  ['reload', 'nginx.service'],
])('%s %s → allowed', (verb, unit) => {
  expect(decide(verb, unit)).toBe('yes');
});

it.each([
  ['stop', 'nginx.service'],
  ['start', 'debug-shell.service'],
  ['start', `evil.service ${live}`],
  ['start', 'taxonomy@..-copy.service'],
  ['set-property', live],
])('%s %s → left to the other rules', (verb, unit) => {
  expect(decide(verb, unit)).toBeUndefined();
});

it('another user, or another action → left to the other rules', () => {
  expect(decide('start', live, 'www-data')).toBeUndefined();
  expect(decide('start', live, 'taxonomy', 'org.freedesktop.systemd1.manage-unit-files')).toBeUndefined();
});
