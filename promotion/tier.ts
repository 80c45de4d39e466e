/** The tiers: where each is, how it is configured and driven. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { Ajv } from 'ajv';
import { projectRoot } from '../lib/project.ts';
import type { Environment } from '../lib/variables.ts';
import { createCommandDriver, type DriverCommands } from './driver/commands.ts';
import { createLocalDriver } from './driver/local.ts';
import type { Driver } from './driver/model.ts';
import { type TierName, tierNames } from './model.ts';

export interface Tier {
  readonly name: TierName;
  /** Without a final slash. */
  readonly url: string;
  /** Of its record and its builds. */
  readonly folder: string;
  /** The variables that its service is started with. */
  readonly variables: Environment;
  readonly driver: Driver;
}

/** The content of tiers.json. */
export type TiersFile = Readonly<
  Record<TierName, { readonly url: string; readonly driver?: DriverCommands | undefined }>
>;

const command = { type: 'string', minLength: 1 };
const tierSchema = {
  type: 'object',
  required: ['url'],
  additionalProperties: false,
  properties: {
    url: { type: 'string', pattern: '^https?://[^/?#\\s]+(/[^/?#\\s]+)*$' },
    driver: {
      type: 'object',
      required: ['start', 'switch', 'stop'],
      additionalProperties: false,
      properties: { start: command, switch: command, stop: command },
    },
  },
};
const isTiersFile = new Ajv({ allErrors: true }).compile<TiersFile>({
  type: 'object',
  required: tierNames,
  additionalProperties: false,
  properties: Object.fromEntries(tierNames.map((name) => [name, tierSchema])),
});

/** The folder with all that is known of the tiers: TIERS_DIR, by default `.tiers` in the project. */
export function tiersRoot({ TIERS_DIR }: Environment): string {
  return TIERS_DIR ? resolve(TIERS_DIR) : join(projectRoot, '.tiers');
}

export const tiersFile = (root: string) => join(root, 'tiers.json');
export const tierFolder = (root: string, name: TierName) => join(root, name);
/** Of the supervisor. The path of a socket may have about a hundred characters. */
export const socketFile = (root: string) => join(root, 'socket');

/** @throws Error with the file, the pointer and what to do */
export function readTiers(root: string): Readonly<Record<TierName, Tier>> {
  const content = readTiersFile(tiersFile(root));
  const tiers = tierNames.map((name): [TierName, Tier] => {
    const { url, driver } = content[name];
    const folder = tierFolder(root, name);
    return [
      name,
      {
        name,
        url,
        folder,
        variables: readTierVariables(name, folder),
        driver: driver ? createCommandDriver(name, driver) : createLocalDriver(name, socketFile(root)),
      },
    ];
  });
  return Object.fromEntries(tiers) as Record<TierName, Tier>;
}

function readTiersFile(file: string): TiersFile {
  if (!existsSync(file))
    throw new Error(
      `${file} is missing: it says where the tiers are. For tiers on this machine: npm run tiers`,
    );
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (isTiersFile(content)) return content;
  const [{ instancePath, message } = {}] = isTiersFile.errors ?? [];
  throw new Error(`${file}#${instancePath} ${message}.`);
}

/** Those of the tier, in deploy/tiers, and those of this place, in tier.env, which replace them. */
function readTierVariables(name: TierName, folder: string): Environment {
  const files = [join(projectRoot, 'deploy/tiers', `${name}.env`), join(folder, 'tier.env')];
  const read = files.map((file) => (existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}));
  return Object.assign({}, ...read);
}
