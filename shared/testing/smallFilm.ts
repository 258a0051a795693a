import { Document } from '../document/document';
import {
  createCameraKeyframe,
  createClip,
  createDialogueLine,
  createElement,
  createLayer,
  createLook,
  createProject,
  createScene,
  createShot,
  createTrack,
} from '../document/factories';
import { idPrefixes } from '../document/ids';
import { type AnyRecord, anyRecordSchema, type IdOf, type Media, type RecordOf } from '../document/records';
import { frames } from '../time/frames';

/** A readable id: `testId('shot', 'A')`. */
export function testId<K extends keyof typeof idPrefixes>(kind: K, name: string): IdOf<K> {
  return `${idPrefixes[kind]}_${name.padEnd(8, '-')}` as IdOf<K>;
}

const hash = (name: string) =>
  [...name.padEnd(64, '0')].map((letter) => (letter.charCodeAt(0) % 16).toString(16)).join('');

export function testMedia(name: string, content: Media['content']): Media {
  return {
    kind: 'media',
    fingerprintOf: 'whole',
    id: testId('media', name),
    name,
    fingerprint: hash(name),
    byteSize: 1_000,
    mimeType: content.type === 'image' ? 'image/png' : content.type === 'video' ? 'video/mp4' : 'audio/wav',
    importedAtMs: 1_700_000_000_000,
    storage: { mode: 'copied', path: `media/${hash(name).slice(0, 2)}/${hash(name)}.bin` },
    content,
  };
}

export const testImage: Media['content'] = { type: 'image', width: 1920, height: 1080, hasAlpha: false };
/** Four seconds at 24 fps. */
export const testVideo: Media['content'] = {
  type: 'video',
  width: 1920,
  height: 1080,
  rate: { num: 24, den: 1 },
  frameCount: 96,
  codec: 'h264',
  sound: null,
};
/** Ten seconds at 48 kHz. */
export const testSound: Media['content'] = {
  type: 'sound',
  codec: 'pcm',
  sound: { sampleRate: 48_000, channels: 2, sampleCount: 480_000 },
};

export function testTake(name: string, shot: string, media: string): RecordOf<'take'> {
  return {
    kind: 'take',
    mediaInFrames: frames(0),
    jobId: null,
    note: '',
    id: testId('take', name),
    shotId: testId('shot', shot),
    mediaId: testId('media', media),
    createdAtMs: 1_700_000_000_000,
    provider: 'local',
    model: 'compositor',
    preset: 'draft',
    request: { frames: 24 },
    seed: null,
    cost: null,
    inputsHash: hash(name),
    inputParts: null,
    sourceInFrames: frames(0),
    lengthFrames: frames(24),
  };
}

/**
 * Two scenes; shots A, B, C (48, 72, 24 frames) in the first, D, E (96, 10) in the second. fullFilm has the kinds that are not here.
 * Shot A has a background, a pinned Mina and a camera move; B a take that is active; the music track two sounds.
 */
function smallFilmRecords(): AnyRecord[] {
  const shot = (name: string, scene: string, order: string, length: number) =>
    createShot({
      id: testId('shot', name),
      sceneId: testId('scene', scene),
      order,
      lengthFrames: frames(length),
    });
  const keyframe = (name: string, frame: number) =>
    createCameraKeyframe({
      id: testId('cameraKeyframe', name),
      shotId: testId('shot', 'A'),
      frame: frames(frame),
    });
  const clip = (name: string, start: number) =>
    createClip({
      id: testId('clip', name),
      trackId: testId('track', 'music'),
      mediaId: testId('media', 'sea'),
      startFrame: frames(start),
      lengthFrames: frames(60),
    });
  const layer = (name: string, order: string, content: RecordOf<'layer'>['content'], shotName = 'A') =>
    createLayer({ id: testId('layer', name), shotId: testId('shot', shotName), order, name, content });
  return [
    createProject({ name: 'Small film' }),
    createScene({ id: testId('scene', 'one'), order: 'a0', heading: 'EXT. HARBOUR - DUSK' }),
    createScene({ id: testId('scene', 'two'), order: 'a1' }),
    { ...shot('A', 'one', 'a0', 48), move: { name: 'panLeft', strength: 0.5, easing: 'easeInOut' } },
    { ...shot('B', 'one', 'a1', 72), activeTakeId: testId('take', 'b1') },
    shot('C', 'one', 'a2', 24),
    shot('D', 'two', 'a0', 96),
    shot('E', 'two', 'a1', 10),
    keyframe('start', 0),
    keyframe('end', 47),
    testMedia('sky', testImage),
    testMedia('mina', testImage),
    testMedia('waves', testVideo),
    testMedia('sea', testSound),
    createElement({ id: testId('element', 'mina'), order: 'a0', type: 'character', name: 'Mina' }),
    createElement({ id: testId('element', 'harbour'), order: 'a1', type: 'place', name: 'Harbour' }),
    createLook({
      id: testId('look', 'mina'),
      elementId: testId('element', 'mina'),
      order: 'a0',
      references: [testId('media', 'mina'), testId('media', 'sky')],
    }),
    createLook({
      id: testId('look', 'harbour'),
      elementId: testId('element', 'harbour'),
      order: 'a0',
      references: [testId('media', 'sky')],
    }),
    layer('back', 'a0', { type: 'image', mediaId: testId('media', 'sky') }),
    layer('mina', 'a1', {
      type: 'pin',
      elementId: testId('element', 'mina'),
      lookId: testId('look', 'mina'),
      view: 0,
    }),
    layer('waves', 'a0', { type: 'clip', mediaId: testId('media', 'waves'), inFrames: frames(0) }, 'B'),
    createDialogueLine({
      id: testId('dialogueLine', 'always'),
      shotId: testId('shot', 'A'),
      order: 'a0',
      text: 'Always.',
      speakerId: testId('element', 'mina'),
    }),
    testTake('b1', 'B', 'waves'),
    createTrack({ id: testId('track', 'music'), order: 'a0', type: 'music', name: 'Music' }),
    createTrack({ id: testId('track', 'effects'), order: 'a1', type: 'effects', name: 'Effects' }),
    clip('first', 0),
    clip('second', 100),
  ];
}

/** Parsed, as every record of a real document is. */
export function smallFilm(): Document {
  return new Document(smallFilmRecords().map((record) => anyRecordSchema.parse(record)));
}
