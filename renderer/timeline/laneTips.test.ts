import { createMarker } from '@shared/document/factories';
import type { MarkerId } from '@shared/document/ids';
import type { Clip } from '@shared/document/records';
import type { SequenceShot } from '@shared/shots/sequence';
import { frames } from '@shared/time/frames';
import { buildFilm } from '@shared/timeline/filmBuilder.testing';
import type { TimelineHit } from '@shared/timeline/hitTest';
import { layoutTimeline } from '@shared/timeline/layout';
import { selectTimelineModel } from '@shared/timeline/model';
import { describe, expect, it } from 'vitest';
import { laneTip } from './laneTips';

const model = selectTimelineModel(buildFilm({ scenes: [[24, 48]], tracks: [[[0, 30]]] }));
const facts = (pixelsPerFrame: number) => ({
  model,
  view: { startFrame: 0, pixelsPerFrame, widthPx: 800 },
  layout: layoutTimeline(model, 300, 0),
  mediaName: () => '波の音.wav',
});
const entry = model.sequence.shots[1] as SequenceShot;
const clip = model.tracks[0]?.clips[0] as Clip;
const marker = createMarker({
  id: 'mrk_00000000' as MarkerId,
  frame: frames(30),
  name: '嵐',
  notes: 'thunder',
});

describe('hints over the lanes', () => {
  it.each<[what: string, hit: TimelineHit, zoom: number, words: readonly [string, string] | null]>([
    ['a marker', { type: 'marker', marker }, 10, ['嵐', '00:00:01:06 · thunder']],
    [
      'a marker without a name',
      { type: 'marker', marker: { ...marker, name: '', notes: '' } },
      1,
      ['Marker', '00:00:01:06'],
    ],
    ['a narrow shot', { type: 'shot', entry }, 1, [`${entry.label} · 2+00`, entry.scene.heading]],
    ['a wide shot', { type: 'shot', entry }, 2, null],
    ['a narrow sound', { type: 'clip', clip, trackIndex: 0 }, 1, ['波の音.wav', '1+06']],
    ['a wide sound', { type: 'clip', clip, trackIndex: 0 }, 4, null],
    ['nothing', { type: 'empty' }, 1, null],
  ])('%s', (_what, hit, zoom, words) => {
    const tip = laneTip(hit, 12, facts(zoom));
    expect(tip && [tip.title, tip.note]).toEqual(words);
  });

  it('cuts long notes', () => {
    const long = { ...marker, notes: 'あ'.repeat(400) };
    const note = laneTip({ type: 'marker', marker: long }, 0, facts(1))?.note ?? '';
    expect(note.length).toBeLessThan(180);
    expect(note.endsWith('…')).toBe(true);
  });
});
