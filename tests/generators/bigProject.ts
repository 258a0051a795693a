import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { movePoses } from '@shared/camera/moves';
import {
  createCameraKeyframe,
  createClip,
  createDialogueLine,
  createElement,
  createLayer,
  createLook,
  createScene,
  createShot,
  createTrack,
  defaultFocalMm,
} from '@shared/document/factories';
import { idPrefixes } from '@shared/document/ids';
import { orderKeysAt } from '@shared/document/order';
import {
  type AnyRecord,
  anyRecordSchema,
  type IdOf,
  type Media,
  moveNames,
  type RecordOf,
  shotAngles,
  shotSizes,
  shotStatuses,
} from '@shared/document/records';
import { createRandom, type Random } from '@shared/testing/random';
import { frames } from '@shared/time/frames';
import { createProject } from '../../electron/worker/database/createProject';
import { openProject } from '../../electron/worker/database/openProject';
import { waveFile } from './waveFile';

export interface BigProjectOptions {
  readonly shots: number;
  /** Different pictures; each has a file. */
  readonly pictures?: number;
  readonly sounds?: number;
  readonly seed?: number;
}

interface Size {
  readonly shots: number;
  readonly pictures: number;
  readonly sounds: number;
}

const nowMs = 1_700_000_000_000;
const film = { name: 'Big film', rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } };
const sentences = [
  'The harbour at dusk, the lamps come on one by one.',
  'She looks up; in her eyes the only light left.',
  'Over his shoulder the boat is a sail against the sun.',
  'Fog rolls in from the sea and takes the pier away.',
  'A hand on the rail. It does not let go.',
];

/**
 * A project as a feature film makes it: 20 shots a scene, eleven layers a shot (half of them pinned elements), a camera move on
 * most shots, dialogue on some, three sound tracks; about 15 records a shot. The same for the same options.
 * @returns how many records it has
 */
export function writeBigProject(folder: string, options: BigProjectOptions): number {
  const size: Size = {
    shots: options.shots,
    pictures: options.pictures ?? 200,
    sounds: options.sounds ?? 1_000,
  };
  const maker = new RecordMaker(createRandom(options.seed ?? 1));
  createProject(folder, film, nowMs);
  const pictures = Array.from({ length: size.pictures }, (_, index) => maker.picture(folder, index));
  const records = [...pictures, ...makeRecords(maker, pictures, size, folder)].map((record) =>
    anyRecordSchema.parse(record),
  );
  const opened = openProject(folder, { now: () => nowMs, onCommitted: () => {} });
  try {
    const diff = { added: records, updated: [], removed: [] };
    opened.database.commit(diff, { label: 'Big film', command: 'test', source: 'user' });
    opened.database.forgetHistory();
    return opened.database.document.count();
  } finally {
    opened.close();
  }
}

function makeRecords(
  maker: RecordMaker,
  pictures: readonly Media[],
  size: Size,
  folder: string,
): AnyRecord[] {
  const records: AnyRecord[] = [];
  const elements = keys(60).map((order, index) => maker.element(order, index));
  for (const element of elements) {
    records.push(element, ...keys(2).map((order) => maker.look(order, element.id, pictures)));
  }
  const sceneCount = Math.ceil(size.shots / 20);
  let lengthFrames = 0;
  keys(sceneCount).forEach((order, index) => {
    const scene = createScene({ id: maker.id('scene'), order, heading: `EXT. HARBOUR ${index + 1} - NIGHT` });
    records.push(scene);
    const shotCount = Math.min(20, size.shots - index * 20);
    for (const shotOrder of keys(shotCount)) {
      const shot = maker.shot(shotOrder, scene.id);
      lengthFrames += shot.lengthFrames;
      records.push(shot, ...maker.contentOf(shot, pictures, elements));
    }
  });
  records.push(...makeSound(maker, maker.sound(folder), size.sounds, lengthFrames));
  return records;
}

function makeSound(maker: RecordMaker, sound: Media, count: number, filmLength: number): AnyRecord[] {
  const tracks = (['dialogue', 'effects', 'music'] as const).map((type, index) =>
    createTrack({ id: maker.id('track'), order: keys(3)[index] as string, type, name: type }),
  );
  const step = Math.max(60, Math.floor((filmLength * tracks.length) / Math.max(1, count)));
  const clips = Array.from({ length: count }, (_, index) =>
    createClip({
      id: maker.id('clip'),
      trackId: (tracks[index % 3] as RecordOf<'track'>).id,
      mediaId: sound.id,
      startFrame: frames(Math.floor(index / 3) * step),
      lengthFrames: frames(48),
    }),
  );
  return [sound, ...tracks, ...clips];
}

class RecordMaker {
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

  shot(order: string, sceneId: IdOf<'scene'>): RecordOf<'shot'> {
    const random = this.#random;
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
      move: random.chance(0.8) ? { name: this.#pick(moveNames), strength: 0.5, easing: 'easeInOut' } : null,
    });
  }

  contentOf(
    shot: RecordOf<'shot'>,
    pictures: readonly Media[],
    elements: readonly RecordOf<'element'>[],
  ): AnyRecord[] {
    const random = this.#random;
    const layers = keys(11).map((order, index) =>
      createLayer({
        id: this.id('layer'),
        shotId: shot.id,
        order,
        name: `Layer ${index + 1}`,
        depth: 10 - index * 0.9,
        transform: {
          x: random.next(),
          y: random.next(),
          scale: 1 - index / 12,
          rotationDeg: 0,
          flipX: false,
        },
        content:
          index % 2 === 0
            ? { type: 'image', mediaId: this.#pick(pictures).id }
            : { type: 'pin', elementId: this.#pick(elements).id, lookId: null, view: random.int(0, 2) },
      }),
    );
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
      }),
    );
    return [...layers, ...keyframes, ...lines];
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

function keys(count: number): string[] {
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
