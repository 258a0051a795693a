import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KlingServer } from '../../servers/kling/klingServer';
import { expect, type RunningApp, root } from '../launch';
import { readFilm } from './film';
import { createProject, dropBoards } from './firstFilm';
import { giveKlingKey } from './kling';
import { rpc } from './rpc';

/** Five shots, which begin at frames 0, 53, 116, 171 and 233: what the server gives for every clip. */
export const fiveShotClip = readFileSync(join(root, 'tests', 'fixtures', 'media', 'five-shots.mp4'));

/** A film of 2, 3, 2, 3 and 2 seconds, all in one clip. */
export async function makeFiveShotFilm(
  running: RunningApp,
  folder: string,
  server: KlingServer,
): Promise<readonly string[]> {
  const { page } = running;
  await createProject(running, folder, 'Pier');
  await dropBoards(page, folder, 5);
  await giveKlingKey(page, server.address);
  const shotIds = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id);
  for (const [index, lengthFrames] of [48, 72, 48, 72, 48].entries()) {
    const of = { shotIds: [shotIds[index]] };
    const edits = [
      ['shot.setLength', { ...of, lengthFrames }],
      ['shot.edit', { ...of, fields: { action: `A boat comes in, ${index + 1}.` } }],
    ] as const;
    for (const [command, args] of edits) await rpc(page, 'edit.run', { command, args, selection: [] });
  }
  const [job] = await rpc(page, 'generation.submit', {
    shotIds: [...shotIds],
    provider: 'kling',
    preset: 'full',
    settings: { model: 'kling-3.0-omni', firstFrame: 'none', resolution: '720p' },
    approved: null,
  });
  await rpc(page, 'jobs.approve', { jobIds: [job?.id] });
  await expect.poll(async () => (await rpc(page, 'jobs.list', null))[0]?.state).toBe('done');
  return shotIds;
}
