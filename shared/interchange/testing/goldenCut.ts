import { testId } from '../../testing/smallFilm';
import { frames } from '../../time/frames';
import { nominalFramesPerSecond, type Rate } from '../../time/rate';
import type { CutMedia, CutPicture, CutSound, CutTimeline } from '../cutTimeline';

const span = (start: number, end: number) => ({ start: frames(start), end: frames(end) });
const size = { width: 1920, height: 1080 };

function media(fields: Partial<CutMedia> & Pick<CutMedia, 'key' | 'kind' | 'name'>): CutMedia {
  const base = { lengthFrames: null, rate: null, startFrame: frames(0), sound: null };
  return {
    ...base,
    path: `灯台 media/${fields.name}`,
    size: fields.kind === 'sound' ? null : size,
    ...fields,
  };
}

/**
 * For tests: a cut with all that a writer meets. Five pictures over 120 frames with a dissolve of 12 around frame 48 and
 * nothing from 84 to 96; stills and videos, one of another rate and elsewhere; two tracks of sounds, one muted; markers; names that
 * trip programs.
 */
export function goldenCut(rate: Rate, isDropFrame = false): CutTimeline {
  const clip = media({ key: 'sht_one', kind: 'video', name: '1A #1.mp4', lengthFrames: 54, rate });
  const other = media({
    key: 'med_wave',
    kind: 'video',
    name: 'wave & sea 100%.mov',
    path: '/rushes/day 1/wave & sea 100%.mov',
    lengthFrames: 200,
    rate: { num: 30_000, den: 1_001 },
    sound: { channels: 2, sampleRate: 48_000 },
  });
  const voice = media({
    key: 'med_voice',
    kind: 'sound',
    name: '声 "take" <2>.wav',
    path: 'C:\\Sounds\\声 [2].wav',
    lengthFrames: 90,
    sound: { channels: 1, sampleRate: 44_100 },
  });
  const score = media({
    key: 'med_score',
    kind: 'sound',
    name: 'score.wav',
    lengthFrames: 240,
    sound: { channels: 2, sampleRate: 48_000 },
  });
  const still = (name: string) => media({ key: `sht_${name}`, kind: 'still', name: `${name}.png` });
  const picture = (
    name: string,
    record: readonly [number, number],
    source: number,
    from: CutMedia,
  ): CutPicture => ({
    uid: {
      kind: 'shot',
      shotId: testId('shot', name.replace(/\W/g, '')),
      boardId: null,
      shotFrame: from.kind === 'still' ? null : 0,
    },
    name,
    isEnabled: true,
    record: span(...record),
    source: span(source, source + record[1] - record[0]),
    media: from,
    markers: [],
    texts: { scene: '1', shot: name, action: '', dialogue: '', notes: '' },
    colour: null,
  });
  const sound = (name: string, start: number, from: CutMedia, gainDb: number): CutSound => ({
    uid: { kind: 'sound', clipId: testId('clip', name) },
    name: from.name,
    isEnabled: true,
    record: span(start, start + 60),
    source: span(12, 72),
    media: from,
    markers: [],
    gainDb,
    sourceInSamples: 24_024,
  });
  const first = picture('1A', [0, 48], 0, clip);
  return {
    name: '灯台 & the "Sea" <v1> 100%',
    rate,
    isDropFrame,
    startFrame: frames(nominalFramesPerSecond(rate) * 3600 - (isDropFrame ? 108 : 0)),
    frameSize: size,
    lengthFrames: frames(120),
    videoTracks: [
      {
        name: 'Boards',
        isEnabled: true,
        items: [
          {
            ...first,
            texts: { ...first.texts, action: '港に霧。\nThe lamp & the sea.', dialogue: 'MINA: 戻ってこい!' },
            colour: '#e5594f',
          },
          picture('1B', [48, 72], 6, still('1B')),
          picture('1B-2', [72, 84], 0, still('1B-2')),
          picture('2A', [96, 108], 24, other),
          picture('2B', [108, 120], 36, other),
        ],
        transitions: [{ type: 'dissolve', name: 'Cross Dissolve', cut: frames(48), before: 6, after: 6 }],
      },
    ],
    audioTracks: [
      { name: 'Dialogue', isEnabled: true, items: [sound('voice', 10, voice, -6)], transitions: [] },
      { name: 'Music', isEnabled: false, items: [sound('score', 60, score, 0)], transitions: [] },
    ],
    markers: [
      { name: 'Check eyeline', notes: 'left, & up', colour: '#4a9be8', at: span(5, 5) },
      { name: '嵐', notes: '', colour: '#e8a54b', at: span(90, 114) },
    ],
  };
}

/** The rates a timeline is tried at. */
export const goldenRates: readonly (readonly [name: string, rate: Rate, isDropFrame: boolean])[] = [
  ['23.976', { num: 24_000, den: 1_001 }, false],
  ['24', { num: 24, den: 1 }, false],
  ['25', { num: 25, den: 1 }, false],
  ['29.97 DF', { num: 30_000, den: 1_001 }, true],
  ['30', { num: 30, den: 1 }, false],
  ['60', { num: 60, den: 1 }, false],
];
