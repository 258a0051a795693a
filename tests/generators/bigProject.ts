import { createClip, createScene, createTrack } from '@shared/document/factories';
import { type AnyRecord, anyRecordSchema, type Media, type RecordOf } from '@shared/document/records';
import { createRandom } from '@shared/testing/random';
import { frames } from '@shared/time/frames';
import { createProject } from '../../electron/worker/database/createProject';
import { openProject } from '../../electron/worker/database/openProject';
import { keys, nowMs, RecordMaker } from './recordMaker';

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

const film = { name: 'Big film', rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } };

/**
 * A project as a feature film makes it: 20 shots a scene, nine layers a shot (half of them pinned elements), drawings, words
 * and further boards on some, a camera move on most, dialogue and comments on some, three sound tracks, markers, fields
 * of the studio's own; about 16 records a shot. The same for the same options.
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
    if (element.type === 'character') records.push(maker.voice('a0', element.id));
  }
  const fields = (['text', 'choice', 'number'] as const).map((type, index) =>
    maker.customField(keys(3)[index] as string, type),
  );
  records.push(...fields);
  const sceneCount = Math.ceil(size.shots / 20);
  let lengthFrames = 0;
  keys(sceneCount).forEach((order, index) => {
    const scene = createScene({ id: maker.id('scene'), order, heading: `EXT. HARBOUR ${index + 1} - NIGHT` });
    records.push(scene);
    const shotCount = Math.min(20, size.shots - index * 20);
    for (const shotOrder of keys(shotCount)) {
      const shot = maker.shot(shotOrder, scene.id, fields);
      lengthFrames += shot.lengthFrames;
      records.push(shot, ...maker.contentOf(shot, pictures, elements));
    }
  });
  for (let frame = 0; frame < lengthFrames; frame += 2_000) records.push(maker.marker(frame));
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
