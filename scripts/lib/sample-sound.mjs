// The sample film's sound is built from its score and not kept in the repository.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, shortHash } from '../setup/paths.mjs';
import { SetupError, step } from '../setup/report.mjs';
import { run, tail } from './run.mjs';

const assets = join(root, 'assets');
const scripts = join(root, 'scripts', 'assets');
const mixPath = join(assets, 'build', 'the-lighthouse-mix.wav');
const fingerprintPath = join(assets, 'build', '.fingerprint');

/**
 * Builds the sounds when they are missing or their score or instruments changed.
 * @param {{ node: string }} setup
 * @throws {SetupError} with the script's own words
 */
export async function ensureSampleSound(setup) {
  const now = fingerprint();
  if (existsSync(mixPath) && existsSync(fingerprintPath) && readFileSync(fingerprintPath, 'utf8') === now)
    return;
  const script = join(scripts, 'build-sound.mjs');
  await step('making the sound of the sample film', async () => {
    const result = await run(setup.node, [script], { cwd: root });
    if (result.code !== 0) {
      throw new SetupError(
        `The sample film's sound could not be made:\n${tail(result.stderr || result.stdout)}`,
        'node scripts/assets/build-sound.mjs',
      );
    }
  });
  writeFileSync(fingerprintPath, now);
}

function fingerprint() {
  const sound = join(scripts, 'sound');
  const sources = [
    join(assets, 'sample', 'the-lighthouse', 'score.json'),
    join(scripts, 'build-sound.mjs'),
    ...readdirSync(sound)
      .sort()
      .map((name) => join(sound, name)),
  ];
  return shortHash(...sources.map((path) => readFileSync(path)));
}
