import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { movePoses } from '@shared/camera/moves';
import {
  createBoard,
  createCameraKeyframe,
  createComment,
  createCustomField,
  createDialogueLine,
  createElement,
  createLayer,
  createLook,
  createMarker,
  createShot,
  createStroke,
  createVoice,
  defaultFocalMm,
} from '@shared/document/factories';
import { idPrefixes } from '@shared/document/ids';
import { orderKeysAt } from '@shared/document/order';
import {
  type AnyRecord,
  type CustomField,
  type IdOf,
  type Layer,
  type Media,
  moveNames,
  type RecordOf,
  shotAngles,
  shotSizes,
  shotStatuses,
} from '@shared/document/records';
import type { Random } from '@shared/testing/random';
import { frames } from '@shared/time/frames';
import { waveFile } from './waveFile';

export const nowMs = 1_700_000_000_000;

const sentences = [
  'The harbour at dusk, the lamps come on one by one.',
  'She looks up; in her eyes the only light left.',
  'Over his shoulder the boat is a sail against the sun.',
  'Fog rolls in from the sea and takes the pier away.',
  'A hand on the rail. It does not let go.',
];

/** Records of a film, the same for the same chance. */
export class RecordMaker {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  id<K extends keyof typeof idPrefixes>(kind: K): IdOf<K> {
    return `${idPrefixes[kind]}_${this.#random.text(21)}` as IdOf<K>;
  }

  /** A picture with a file of its own. */
  picture(folder: string, index: number): Media {
    const bytes = drawPicture(index);
    const fingerprint = createHash('sha256').update(bytes).digest('hex');
    const path = `media/${fingerprint.slice(0, 2)}/${fingerprint}.png`;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    const content = { type: 'image', width: 320, height: 180, hasAlpha: false } as const;
    return this.#media(`Picture ${index + 1}.png`, 'image/png', fingerprint, path, bytes.length, content);
  }

  /** Five seconds with a file of its own. */
  sound(folder: string): Media {
    const bytes = makeWave();
    const fingerprint = createHash('sha256').update(bytes).digest('hex');
    const path = `media/${fingerprint.slice(0, 2)}/${fingerprint}.wav`;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    const sound = { sampleRate: waveRate, channels: 2, sampleCount: waveSamples };
    const content = { type: 'sound', codec: 'pcm', sound } as const;
    return this.#media('Sea.wav', 'audio/wav', fingerprint, path, bytes.length, content);
  }

  element(order: string, index: number): RecordOf<'element'> {
    const type = this.#pick(['character', 'object', 'place'] as const);
    return createElement({
      id: this.id('element'),
      order,
      type,
      name: `${type} ${index + 1}`,
      notes: this.#pick(sentences),
    });
  }

  look(order: string, elementId: IdOf<'element'>, pictures: readonly Media[]): RecordOf<'look'> {
    const references = [1, 2, 3].map(() => this.#pick(pictures).id);
    return createLook({ id: this.id('look'), elementId, order, name: 'Default', references });
  }

  shot(order: string, sceneId: IdOf<'scene'>, fields: readonly CustomField[]): RecordOf<'shot'> {
    const random = this.#random;
    const [text, choice] = fields;
    return createShot({
      id: this.id('shot'),
      sceneId,
      order,
      lengthFrames: frames(random.int(24, 144)),
      size: this.#pick(shotSizes),
      angle: this.#pick(shotAngles),
      action: this.#pick(sentences),
      notes: random.chance(0.3) ? this.#pick(sentences) : '',
      status: this.#pick(shotStatuses),
      customFields:
        text && choice && random.chance(0.4) ? { [text.id]: 'Second unit', [choice.id]: 'Crane' } : {},
      transitionIn: random.chance(0.05) ? { type: 'dissolve', lengthFrames: frames(12) } : null,
      move: random.chance(0.8) ? { name: this.#pick(moveNames), strength: 0.5, easing: 'easeInOut' } : null,
    });
  }

  contentOf(
    shot: RecordOf<'shot'>,
    pictures: readonly Media[],
    elements: readonly RecordOf<'element'>[],
  ): AnyRecord[] {
    const random = this.#random;
    const boards = this.#boards(shot);
    const layers = keys(9).map((order, index) =>
      createLayer({
        id: this.id('layer'),
        shotId: shot.id,
        order,
        name: `Layer ${index + 1}`,
        depth: 10 - index,
        transform: {
          x: random.next(),
          y: random.next(),
          scale: 1 - index / 10,
          rotationDeg: 0,
          flipX: false,
        },
        content:
          index % 2 === 0
            ? { type: 'image', mediaId: this.#pick(pictures).id }
            : { type: 'pin', elementId: this.#pick(elements).id, lookId: null, view: random.int(0, 2) },
      }),
    );
    const words = this.#drawnLayers(shot, boards);
    const poses = shot.move ? movePoses(shot.move, defaultFocalMm, 9 / 16) : [];
    const keyframes = poses.map((pose, index) =>
      createCameraKeyframe({
        id: this.id('cameraKeyframe'),
        shotId: shot.id,
        frame: frames(index === 0 ? 0 : shot.lengthFrames - 1),
        ...pose,
      }),
    );
    const lines = keys(random.int(0, 2)).map((order) =>
      createDialogueLine({
        id: this.id('dialogueLine'),
        shotId: shot.id,
        order,
        text: this.#pick(sentences),
        speakerId: this.#pick(elements).id,
        span: { offsetFrames: frames(2), lengthFrames: frames(20) },
      }),
    );
    return [...boards, ...layers, ...words, ...keyframes, ...lines, ...this.#comments(shot)];
  }

  customField(order: string, type: CustomField['type']): CustomField {
    const choices = type === 'choice' ? ['Crane', 'Drone', 'Dolly'] : [];
    return createCustomField({ id: this.id('customField'), order, name: `Field ${type}`, type, choices });
  }

  voice(order: string, elementId: IdOf<'element'>): RecordOf<'voice'> {
    return createVoice({ id: this.id('voice'), elementId, order, name: 'Voice', accent: 'British' });
  }

  marker(frame: number): RecordOf<'marker'> {
    return createMarker({ id: this.id('marker'), frame: frames(frame), name: this.#pick(sentences) });
  }

  #boards(shot: RecordOf<'shot'>): RecordOf<'board'>[] {
    if (!this.#random.chance(0.25)) return [];
    return [0, 12].map((frame) =>
      createBoard({
        id: this.id('board'),
        shotId: shot.id,
        frame: frames(frame),
        action: this.#pick(sentences),
      }),
    );
  }

  /** On a third of the shots something is drawn by hand, and here and there a word or an arrow stands. */
  #drawnLayers(shot: RecordOf<'shot'>, boards: readonly RecordOf<'board'>[]): AnyRecord[] {
    const random = this.#random;
    const made: AnyRecord[] = [];
    const layer = (name: string, content: Layer['content']) => {
      const order = `b${String(made.length).padStart(2, '0')}`;
      const boardId = boards[1]?.id ?? null;
      const record = createLayer({ id: this.id('layer'), shotId: shot.id, order, name, content, boardId });
      made.push(record);
      return record;
    };
    if (random.chance(0.3)) {
      const { id: layerId } = layer('Drawing', { type: 'drawing' });
      for (const order of keys(random.int(2, 6))) {
        made.push(createStroke({ id: this.id('stroke'), layerId, order, points: this.#line() }));
      }
    }
    if (random.chance(0.1)) {
      const look = { colour: '#ffffff', lineHeight: 0.08, align: 'left', isBold: false } as const;
      layer('Words', { type: 'text', text: this.#pick(sentences), ...look });
    }
    if (random.chance(0.1)) {
      const look = { fill: null, stroke: '#e5594f', strokeWidth: 0.01, ratio: 0 } as const;
      layer('Arrow', { type: 'shape', shape: 'arrow', ...look });
    }
    return made;
  }

  /** A stroke as a pen makes it: some 40 points that wander, pressure that rises and falls. */
  #line(): number[] {
    const random = this.#random;
    const count = random.int(20, 60);
    let [x, y] = [random.next(), random.next()];
    return Array.from({ length: count }, (_, index) => {
      x += (random.next() - 0.5) / 40;
      y += (random.next() - 0.5) / 40;
      return [x, y, Math.sin((Math.PI * index) / count)].map((value) => Math.round(value * 1e5) / 1e5);
    }).flat();
  }

  #comments(shot: RecordOf<'shot'>): RecordOf<'comment'>[] {
    if (!this.#random.chance(0.1)) return [];
    const text = this.#pick(sentences);
    const frame = this.#random.chance(0.5) ? frames(6) : null;
    const author = 'Umi';
    return [
      createComment({ id: this.id('comment'), shotId: shot.id, text, frame, author, createdAtMs: nowMs }),
    ];
  }

  #media(
    name: string,
    mimeType: string,
    fingerprint: string,
    path: string,
    byteSize: number,
    content: Media['content'],
  ): Media {
    const storage = { mode: 'copied', path } as const;
    return {
      kind: 'media',
      fingerprintOf: 'whole',
      id: this.id('media'),
      name,
      fingerprint,
      byteSize,
      mimeType,
      importedAtMs: nowMs,
      storage,
      content,
    };
  }

  #pick<T>(list: readonly T[]): T {
    return this.#random.pick(list) as T;
  }
}

/** Order keys of so many siblings. */
export function keys(count: number): string[] {
  return orderKeysAt([], 0, count);
}

const waveRate = 48_000;
const waveSamples = 5 * waveRate;

/** Waves that come and go, 16 bit stereo. */
function makeWave(): Buffer {
  const samples = new Int16Array(2 * waveSamples);
  for (let at = 0; at < waveSamples; at += 1) {
    const seconds = at / waveRate;
    const swell = 0.35 + 0.3 * Math.sin(seconds * 5);
    const value = Math.round(Math.sin(seconds * 2 * Math.PI * 180) * swell * 32_000);
    samples[2 * at] = value;
    samples[2 * at + 1] = value;
  }
  return waveFile(samples, 2, waveRate);
}

/** A gradient in a colour of its own with a disc in it. */
function drawPicture(index: number): Buffer {
  const canvas = createCanvas(320, 180);
  const context = canvas.getContext('2d');
  const hue = (index * 47) % 360;
  const gradient = context.createLinearGradient(0, 0, 0, 180);
  gradient.addColorStop(0, `hsl(${hue} 45% 25%)`);
  gradient.addColorStop(1, `hsl(${(hue + 40) % 360} 55% 60%)`);
  context.fillStyle = gradient;
  context.fillRect(0, 0, 320, 180);
  context.fillStyle = `hsl(${(hue + 180) % 360} 60% 70%)`;
  context.beginPath();
  context.arc(40 + ((index * 13) % 240), 90, 12 + (index % 5) * 6, 0, 2 * Math.PI);
  context.fill();
  return canvas.toBuffer('image/png');
}
