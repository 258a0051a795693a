import type { ElementId, ShotId } from '../../document/ids';
import { frames } from '../../time/frames';
import type { CompiledPrompt } from '../compilePrompt';
import { compilePrompt, plainStyle } from '../compilePrompt';
import { requireModel } from '../models';
import type {
  ClipSource,
  DialogueRequest,
  ElementRequest,
  GenerationRequest,
  MediaPicture,
  PictureSource,
  ShotRequest,
} from '../request';
import { planSeconds } from '../seconds';

/*
 * For tests: neutral requests without a document.
 */

const hash = (text: string) =>
  [...text.padEnd(64, '0')].map((letter) => (letter.charCodeAt(0) % 16).toString(16)).join('');

export function testPicture(name: string, fields: Partial<MediaPicture> = {}): MediaPicture {
  return {
    type: 'media',
    mediaId: `med_${name.padEnd(8, '-')}` as MediaPicture['mediaId'],
    fingerprint: hash(name),
    width: 1920,
    height: 1080,
    byteSize: 500_000,
    mimeType: 'image/png',
    isFitted: false,
    ...fields,
  };
}

/** @param views pictures it has */
export function testElement(
  name: string,
  views: number,
  fields: Partial<ElementRequest> = {},
): ElementRequest {
  return {
    elementId: `elm_${name.padEnd(8, '-')}` as ElementId,
    lookId: null,
    type: 'character',
    name,
    lookName: '',
    notes: `notes of ${name.length} letters`,
    keepNotes: '',
    keepText: '',
    references: Array.from({ length: views }, (_, index) => testPicture(`${name}${index}`)),
    clipUrl: null,
    voice: null,
    ...fields,
  };
}

export function testLine(
  speaker: ElementRequest | null,
  text: string,
  fields: Partial<DialogueRequest> = {},
): DialogueRequest {
  return {
    lineId: 'dlg_line00001' as DialogueRequest['lineId'],
    speakerId: speaker?.elementId ?? null,
    speakerName: speaker?.name ?? '',
    language: 'en',
    accent: '',
    tone: '',
    text,
    ...fields,
  };
}

const pose = { x: 0, y: 0, z: 0, focalMm: 35, rollDeg: 0, panShift: 0, tiltShift: 0 };

export function testShot(
  index: number,
  lengthFrames: number,
  fields: Partial<ShotRequest> = {},
): ShotRequest {
  return {
    shotId: `sht_shot${String(index).padStart(4, '0')}` as ShotId,
    sceneId: 'scn_scene0001' as ShotRequest['sceneId'],
    label: `1${'ABCDEFGH'[index] ?? index}`,
    sourceInFrames: frames(0),
    lengthFrames: frames(lengthFrames) as ShotRequest['lengthFrames'],
    seconds: lengthFrames / 24,
    size: null,
    angle: null,
    lensMm: null,
    action: `Action number ${index + 1}.`,
    prompt: '',
    avoid: '',
    override: null,
    camera: { words: 'Static', from: pose, to: pose },
    dialogue: [],
    elementIds: [],
    inputsHash: hash(`${index}`),
    ...fields,
  };
}

export const testFrame: PictureSource = {
  type: 'shotFrame',
  shotId: 'sht_shot0000' as ShotId,
  frame: frames(0),
  takeId: null,
};

export const testClip = (use: 'guide' | 'edit'): ClipSource => ({
  use,
  source: { type: 'url', url: 'https://example.org/clip.mp4' },
});

/**
 * A request of shots of so many frames at 24, all elements in all shots, seconds as planned for the model.
 */
export function testRequest(
  model: string,
  lengths: readonly number[],
  fields: Partial<GenerationRequest> = {},
): GenerationRequest {
  const rate = { num: 24, den: 1 };
  const data = requireModel(model);
  const seconds = planSeconds(lengths, rate, data, {
    hasFirstFrameOnly: fields.firstFrame !== undefined && fields.firstFrame !== null && !fields.lastFrame,
  });
  const elementIds = (fields.elements ?? []).map(({ elementId }) => elementId);
  return {
    version: 1,
    output: data.makes.includes('video') ? { type: 'video' } : { type: 'stills', count: 1, isSeries: false },
    model,
    rate,
    frameSize: { width: 1920, height: 1080 },
    resolution: data.resolutions.includes('1080p') ? '1080p' : (data.resolutions[0] ?? 'project'),
    ratio: data.ratios.includes('16:9') ? '16:9' : 'project',
    plannedBy: 'us',
    wholeText: null,
    style: '',
    suffix: '',
    avoid: '',
    shots: lengths.map((length, index) =>
      testShot(index, length, { seconds: seconds[index] ?? 0, elementIds }),
    ),
    elements: [],
    pictures: [],
    firstFrame: null,
    lastFrame: null,
    clip: null,
    sound: data.sound.mode === 'always' ? 'on' : 'off',
    seed: null,
    ...fields,
  };
}

/** With plain names, where a test is not about how a provider writes them. */
export function testPrompt(request: GenerationRequest): CompiledPrompt {
  return compilePrompt(request, requireModel(request.model), plainStyle);
}
