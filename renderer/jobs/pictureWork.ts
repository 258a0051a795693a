import type { ShotId } from '@shared/document/ids';
import type { RunSettings } from '@shared/generation/runSettings';
import type { PictureLanding } from '@shared/generation/stills/landing';
import { type LocalChoices, localChoicesSchema } from '@shared/generation/stills/stillChoices';
import { type Sequence, shotAtFrame } from '@shared/shots/sequence';
import { useMemo } from 'react';
import { currentSequence, useSequence } from '../state/documentStore';
import { localMaker, type Maker } from '../state/generators';
import { useMaker } from '../state/makerStore';
import { localSettings, useRunSettings } from '../state/runSettings';
import { savePictures } from '../state/savePictures';
import { sessionStore, useSession } from '../state/sessionStore';
import { generateClips } from './generateScope';

const firstChoices: LocalChoices = localChoicesSchema.parse({});

/** What the local renderer was last asked for. */
export function localChoicesOf({ local }: RunSettings): LocalChoices {
  return local ? { ...local, frame: null } : firstChoices;
}

/** Whether a run of the local renderer makes pictures. */
export function isLocalStills({ provider }: Pick<Maker, 'provider'>, run: RunSettings): boolean {
  return provider === 'local' && localChoicesOf(run).what !== 'clip';
}

/** Whether a run brings pictures, so that it is asked where they go. */
export function bringsPictures(maker: Pick<Maker, 'provider' | 'makes'>, run: RunSettings): boolean {
  return maker.makes === 'image' || isLocalStills(maker, run);
}

/** Where the pictures of a run go; a folder is for the local renderer's only. */
export function landingOf(maker: Pick<Maker, 'provider'>, { landAs = 'take' }: RunSettings) {
  return landAs === 'folder' && maker.provider !== 'local' ? 'take' : landAs;
}

/** The playhead's place in a shot's own time. */
export function playheadFrame(
  sequence: Sequence,
  playhead: number,
): { readonly shotId: ShotId; readonly label: string; readonly frame: number } | null {
  const entry = shotAtFrame(sequence, playhead);
  if (!entry) return null;
  const { shot, label, startFrame } = entry;
  return { shotId: shot.id, label, frame: shot.sourceInFrames + playhead - startFrame };
}

/** The shot under the playhead, and whether the local renderer is asked for a still of that very frame. */
export function usePlayheadStill() {
  const run = useRunSettings(localMaker.id);
  const { maker } = useMaker();
  const playhead = useSession((state) => state.playhead);
  const at = playheadFrame(useSequence(), playhead);
  const choices = localChoicesOf(run);
  return { at, isMeant: isLocalStills(maker, run) && choices.what === 'still' && choices.at === 'frame' };
}

/** What pictures the local renderer is asked for; null = clips, or somebody else is asked. The same until it changes. */
export function useStillsOf(maker: Pick<Maker, 'provider'>, run: RunSettings): LocalChoices | null {
  const frame = usePlayheadStill().at?.frame ?? null;
  const isMade = isLocalStills(maker, run);
  return useMemo(() => (isMade ? localSettings(run, frame) : null), [isMade, run, frame]);
}

/** A still of the frame under the playhead, in the size and to the place last chosen for the local renderer's pictures. */
export async function makeStillAtPlayhead(): Promise<void> {
  const { runSettings, playhead } = sessionStore.getState();
  const at = playheadFrame(currentSequence(), playhead);
  if (!at) return;
  const run = runSettings[localMaker.id] ?? {};
  const settings: LocalChoices = { ...localChoicesOf(run), what: 'still', at: 'frame', frame: at.frame };
  const landAs = landingOf(localMaker, run);
  if (landAs === 'folder') await savePictures([at.shotId], settings);
  else await generateClips([at.shotId], 'full', { provider: 'local', settings }, null, landAs);
}

export const landingWords: Record<PictureLanding | 'folder', string> = {
  take: 'Take, held for the shot’s length',
  layer: 'Layer of the shot',
  media: 'Media only',
  folder: 'Files in a folder…',
};
