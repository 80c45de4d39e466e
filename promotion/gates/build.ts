import { differencesOf } from '../builds.ts';
import { firstOf, pass, refuse } from './finding.ts';
import type { Gate } from './model.ts';

export const build: Gate = {
  id: 'build',
  condition: 'every byte of the build is that of its manifest',
  timeoutMs: 30_000,
  async run({ build, target }) {
    const differences = differencesOf(build);
    if (differences.length > 0)
      return refuse(
        firstOf(differences),
        'Build again, and promote the new build from dev on: npm run build',
      );
    const { manifest, id, commit } = build;
    if (target.name === 'production' && (commit === undefined || commit.endsWith('-dirty')))
      return refuse(
        [
          commit === undefined
            ? 'No commit is known of the build.'
            : 'The build has changes that no commit has.',
        ],
        'Commit, build again, and promote that build from dev on.',
      );
    return pass([`${Object.keys(manifest.files).length} files of ${id.slice(0, 12)} are as they were built`]);
  },
};
