import { Document } from '../document/document';
import { createClip, createProject, createScene, createShot, createTrack } from '../document/factories';
import type { ClipId, MediaId, SceneId, ShotId, TrackId } from '../document/ids';
import { orderKeysAt } from '../document/order';
import type { AnyRecord, Media } from '../document/records';
import { frames } from '../time/frames';
import type { GestureContext, PointerInput } from './gestures/gesture';
import { layoutTimeline } from './layout';
import { selectTimelineModel } from './model';

/** A film for tests: scenes with shot lengths, tracks with [start, length, source in frames] of a 10 s sound. */
export interface FilmPlan {
  readonly scenes?: readonly (readonly number[])[];
  readonly tracks?: readonly (readonly (readonly [number, number, number?])[])[];
}

const pad = (number: number): string => String(number).padStart(8, '0');
/** Ids by number, counted from 0 through the film. */
export const shotId = (index: number): ShotId => `sht_${pad(index)}` as ShotId;
export const sceneId = (index: number): SceneId => `scn_${pad(index)}` as SceneId;
export const trackId = (index: number): TrackId => `trk_${pad(index)}` as TrackId;
export const clipId = (index: number): ClipId => `clp_${pad(index)}` as ClipId;

const sampleRate = 48_000;
export const soundFrames = 240;

const sound: Media = {
  kind: 'media',
  fingerprintOf: 'whole',
  id: 'med_sound000' as MediaId,
  name: 'waves.wav',
  fingerprint: 'a'.repeat(64),
  byteSize: 1,
  mimeType: 'audio/wav',
  importedAtMs: 0,
  storage: { mode: 'linked', path: 'waves.wav', rootId: null, modifiedAtMs: null },
  content: {
    type: 'sound',
    codec: 'pcm',
    sound: { sampleRate, channels: 2, sampleCount: soundFrames * 2000 },
  },
};

export function buildFilm({ scenes = [[24, 48, 24], [96]], tracks = [] }: FilmPlan = {}): Document {
  const records: AnyRecord[] = [createProject({ name: 'Test' }), sound];
  const keys = orderKeysAt([], 0, 10_000);
  let shots = 0;
  scenes.forEach((lengths, sceneIndex) => {
    records.push(createScene({ id: sceneId(sceneIndex), order: keys[sceneIndex] as string }));
    for (const length of lengths) {
      records.push(
        createShot({
          id: shotId(shots),
          sceneId: sceneId(sceneIndex),
          order: keys[shots] as string,
          lengthFrames: frames(length),
        }),
      );
      shots += 1;
    }
  });
  let clips = 0;
  tracks.forEach((track, trackIndex) => {
    records.push(
      createTrack({
        id: trackId(trackIndex),
        order: keys[trackIndex] as string,
        type: 'music',
        name: `T${trackIndex}`,
      }),
    );
    for (const [start, length, sourceIn = 0] of track) {
      records.push(
        createClip({
          id: clipId(clips),
          trackId: trackId(trackIndex),
          mediaId: sound.id,
          startFrame: frames(start),
          lengthFrames: frames(length),
          sourceInSamples: sourceIn * 2000,
        }),
      );
      clips += 1;
    }
  });
  return new Document(records);
}

/** A context in which one frame is 4 px and frame 0 stands at x = 0. */
export function contextOf(document: Document, overrides: Partial<GestureContext> = {}): GestureContext {
  const model = selectTimelineModel(document);
  return {
    document,
    model,
    view: { startFrame: 0, pixelsPerFrame: 4, widthPx: 1200 },
    layout: layoutTimeline(model, 260, 0),
    playhead: frames(0),
    selection: [],
    isSnapping: true,
    clipGroups: null,
    ...overrides,
  };
}

export function pointer(x: number, y: number, keys: Partial<PointerInput> = {}): PointerInput {
  return { x, y, isExtending: false, isToggling: false, isPanning: false, ...keys };
}

/** Middles of the rows, px. */
export const rowY = {
  ruler: 10,
  jobs: 30,
  shots: 73,
  track: (index: number) => 106 + index * 26 + 13,
} as const;
