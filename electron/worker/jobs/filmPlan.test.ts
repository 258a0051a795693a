import type { MediaId, TakeId } from '@shared/document/ids';
import type { Media, Take } from '@shared/document/records';
import { shotInputsHash } from '@shared/generation/inputsHash';
import { frames } from '@shared/time/frames';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { segmentRequest } from '../providers/local/segmentRequest';
import { momentOf, planFilm, planFilmInTurns } from './filmPlan';
import { filmSound } from './filmSound';
import { shotIdAt, TestProject } from './testing/testProject';

let project: TestProject;
beforeEach(() => {
  project = new TestProject(3);
});
afterEach(() => project.dispose());

const shotA = shotIdAt(0);
const user = { source: 'user' as const };

/** Gives shot A an active take as a job would. */
async function arrive(fields: Partial<Take> = {}): Promise<Media> {
  const { hash, request } = segmentRequest(project.document, shotA, 'full', { ignoreTake: true });
  const fingerprint = 'b'.repeat(64);
  const media: Media = {
    kind: 'media',
    fingerprintOf: 'whole',
    id: 'med_take000001' as MediaId,
    name: '1A',
    fingerprint,
    byteSize: 1,
    mimeType: 'video/mp4',
    importedAtMs: 0,
    storage: { mode: 'copied', path: `media/bb/${fingerprint}.mp4` },
    content: {
      type: 'video',
      width: 640,
      height: 360,
      rate: { num: 24, den: 1 },
      frameCount: 10,
      codec: 'avc1.4d4028',
      sound: null,
    },
  };
  const take: Take = {
    kind: 'take',
    mediaInFrames: frames(0),
    jobId: null,
    note: '',
    id: 'tak_take000001' as TakeId,
    shotId: shotA,
    mediaId: media.id,
    createdAtMs: 0,
    provider: 'local',
    model: 'compositor-1',
    preset: 'full',
    request: { segmentHash: hash, width: 640, height: 360, bitsPerSecond: request.bitsPerSecond },
    seed: null,
    cost: null,
    inputsHash: shotInputsHash(project.document, shotA),
    inputParts: null,
    sourceInFrames: frames(0),
    lengthFrames: frames(10),
    ...fields,
  };
  await project.runCommand('take.arrive', { media, take }, { source: 'job' });
  return media;
}

const moveLayer = async () => {
  const layerId = project.document.childrenOf('layer', shotA)[0]?.id as never;
  await project.runCommand('layer.setTransform', { layers: [{ layerId, transform: { x: 0.1 } }] }, user);
};
const planned = () =>
  planFilm(project.document, [shotA]).segments[0] as NonNullable<ReturnType<typeof planFilm>['segments'][0]>;

describe('what stands in the film for a shot', () => {
  const draftRequest = { segmentHash: 'c'.repeat(64), width: 320, height: 180, bitsPerSecond: 1 };
  const cases: [string, () => Promise<unknown>, 'layers' | 'take', 'own file' | 'rendered'][] = [
    ['no take', async () => undefined, 'layers', 'rendered'],
    ['a fresh full take of the local renderer', () => arrive(), 'layers', 'own file'],
    [
      'the same, not active',
      async () => {
        await arrive();
        await project.runCommand('take.setActive', { shotId: shotA, takeId: null }, user);
      },
      'layers',
      'rendered',
    ],
    ['a fresh draft', () => arrive({ preset: 'draft', request: draftRequest }), 'layers', 'rendered'],
    [
      'a stale full take',
      async () => {
        await arrive();
        await moveLayer();
      },
      'take',
      'rendered',
    ],
    [
      'a full take of which a part is used',
      async () => {
        await arrive();
        await project.runCommand('shot.setLength', { shotIds: [shotA], lengthFrames: 6 }, user);
      },
      'layers',
      'rendered',
    ],
    [
      'a full take that the shot reaches beyond',
      async () => {
        await arrive();
        await project.runCommand('shot.setLength', { shotIds: [shotA], lengthFrames: 20 }, user);
      },
      'take',
      'rendered',
    ],
    ['a take of another provider', () => arrive({ provider: 'kling', request: {} }), 'take', 'rendered'],
  ];
  it.each(cases)('%s', async (_name, prepare, shows, from) => {
    await prepare();
    const segment = planned();
    expect(segment.content.picture.take === null ? 'layers' : 'take').toBe(shows);
    expect(segment.takeMedia ? 'own file' : 'rendered').toBe(from);
  });

  it('is all at the size of the film, whatever the take was', async () => {
    await arrive({ preset: 'draft', request: draftRequest });
    expect(planned().content).toMatchObject({ width: 640, height: 360 });
  });
});

describe('planFilm', () => {
  it('of a moment stays what it was, whatever is edited while it is made', async () => {
    const planned = planFilm(project.document, null);
    const moment = momentOf(project.document);
    const planning = planFilmInTurns(moment, null);
    await project.runCommand('shot.setLength', { shotIds: [shotA], lengthFrames: 99 }, user);
    await project.runCommand('shot.delete', { shotIds: [shotIdAt(1)] }, user);
    expect(await planning).toEqual(planned);
    expect(await planFilmInTurns(momentOf(project.document), null)).toEqual(planFilm(project.document, null));
    expect(planFilm(project.document, null)).not.toEqual(planned);
  });

  it('takes chosen shots in film order', () => {
    const plan = planFilm(project.document, [shotIdAt(2), shotIdAt(0)]);
    expect(plan.segments.map(({ label }) => label)).toEqual(['1A', '1C']);
    expect(plan.lengthFrames).toBe(22);
  });

  it('refuses an empty film with words', async () => {
    await project.runCommand('shot.delete', { shotIds: [0, 1, 2].map(shotIdAt) }, user);
    expect(() => planFilm(project.document, null)).toThrow('There are no shots to make a film of.');
  });
});

describe('the sound under chosen shots', () => {
  // Shots of 10, 11 and 12 frames at 24/s; a sound at 24,000 Hz has 1,000 samples a frame.
  async function addSound(startFrame: number, lengthFrames: number): Promise<void> {
    const media: Media = {
      kind: 'media',
      fingerprintOf: 'whole',
      id: 'med_sound00001' as MediaId,
      name: 'sound.wav',
      fingerprint: 'd'.repeat(64),
      byteSize: 1,
      mimeType: 'audio/wav',
      importedAtMs: 0,
      storage: { mode: 'copied', path: `media/dd/${'d'.repeat(64)}.wav` },
      content: {
        type: 'sound',
        codec: 'pcm',
        sound: { sampleRate: 24_000, channels: 1, sampleCount: lengthFrames * 1000 },
      },
    };
    await project.runCommand('media.add', { media: [media] }, user);
    await project.runCommand('sound.addClip', { mediaId: media.id, startFrame }, user);
  }
  const heard = (shots: readonly number[] | null) => {
    const plan = planFilm(project.document, shots?.map(shotIdAt) ?? null);
    return filmSound(project.document, plan.shots, 'base/').spec.clips.map(
      ({ startFrame, lengthFrames, sourceInSamples }) => [startFrame, lengthFrames, sourceInSamples / 1000],
    );
  };

  it.each([
    ['the whole film', null, [[5, 20, 0]]],
    ['the first shot: cut at its end', [0], [[5, 5, 0]]],
    ['two that follow each other: in one piece', [0, 1], [[5, 16, 0]]],
    [
      'two with a gap: in two pieces',
      [0, 2],
      [
        [5, 5, 0],
        [10, 4, 16],
      ],
    ],
    ['the last: begins inside the sound', [2], [[0, 4, 16]]],
  ])('%s', async (_name, shots, expected) => {
    await addSound(5, 20);
    expect(heard(shots)).toEqual(expected);
  });

  it('is cut at the end of the film, and gone on a muted track', async () => {
    await addSound(30, 20);
    expect(heard(null)).toEqual([[30, 3, 0]]);
    const trackId = project.document.list('track')[0]?.id;
    await project.runCommand('sound.editTrack', { trackId, fields: { isMuted: true } }, user);
    expect(heard(null)).toEqual([]);
  });
});
