import { describe, expect, test } from 'vitest';
import { reverseDiff } from '../document/diff';
import type { Document } from '../document/document';
import type { CutFormat } from '../interchange/cutSettings';
import type { CutPicture, CutTimeline } from '../interchange/cutTimeline';
import { writeCut } from '../interchange/writeCut';
import { selectSequence } from '../shots/sequence';
import { fullFilm } from '../testing/fullFilm';
import { createRandom } from '../testing/random';
import { cutOf, editedCut, trimmed, withPictures } from '../testing/randomCut';
import { run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { frames } from '../time/frames';
import { changesAnything, isSame, planConform } from './planConform';
import { readCut } from './readCut';

const take = (film: Document, cut: CutTimeline, leftOut: readonly string[] = []) =>
  run(film, 'film.takeCut', { cut, leftOut });
const pictures = (cut: CutTimeline): readonly CutPicture[] => cut.videoTracks[0]?.items ?? [];
/** The cut of the small film with its pictures as `edit` has them: A to E by their names. */
const edited = (
  edit: (items: Readonly<Record<string, CutPicture>>) => readonly (CutPicture | undefined)[],
  film = smallFilm(),
  kind: 'stills' | 'clips' = 'clips',
): CutTimeline => {
  const cut = cutOf(film, kind);
  const named = Object.fromEntries(pictures(cut).map((item) => [item.name, item]));
  return withPictures(
    cut,
    edit(named).flatMap((item) => item ?? []),
  );
};
/** "one: A 48 B+6 72 (C)" : shots with where they begin in their own time and their lengths, omitted ones in brackets. */
const tell = (film: Document): string[] =>
  film.list('scene').map((scene) => {
    const shots = film.childrenOf('shot', scene.id).map(({ id, sourceInFrames, lengthFrames, status }) => {
      const from = sourceInFrames === 0 ? '' : `+${sourceInFrames}`;
      const text = `${id.slice(4).replace(/-+$/, '')}${from} ${lengthFrames}`;
      return status === 'omitted' ? `(${text})` : text;
    });
    return `${scene.id.slice(4).replace(/-+$/, '')}: ${shots.join(', ')}`;
  });
const shot = (name: string) => testId('shot', name);

describe('a cut that comes back as it was handed over', () => {
  const formats: readonly CutFormat[] = ['otio', 'xmeml', 'fcpxml', 'edl'];
  const cases = formats.flatMap((format) =>
    (['stills', 'clips'] as const).flatMap((kind) =>
      [smallFilm(), fullFilm()].map(
        (film, index) => [format, kind, index === 0 ? 'small' : 'full', film] as const,
      ),
    ),
  );
  test.each(cases)('%s, %s, the %s film: nothing has changed', (format, kind, _, film) => {
    const cut = cutOf(film, kind);
    const [file] = writeCut(cut, format, 'Film', '/films');
    const { rate, startFrame } = film.project();
    const read = readCut(new TextEncoder().encode(file?.text), { rate, startFrame });
    const plan = planConform(film, { cut: read.cut, leftOut: [] });
    expect(plan.rows.map(({ kind: what }) => what)).toEqual(selectSequence(film).shots.map(() => 'shot'));
    expect(plan.rows.every((row) => row.kind === 'shot' && row.use.by === 'uid')).toBe(true);
    expect([plan.rows.filter((row) => !isSame(row)), plan.takenSounds]).toEqual([[], []]);
    expect(changesAnything(plan)).toBe(false);
    expect(plan.sounds.unknown).toEqual([]);
  });
});

describe('what a cut changes', () => {
  test.each<
    [string, (items: Readonly<Record<string, CutPicture>>) => readonly (CutPicture | undefined)[], string[]]
  >([
    [
      'order in a scene',
      (by) => [by['1C'], by['1A'], by['1B'], by['2A'], by['2B']],
      ['one: C 24, A 48, B 72', 'two: D 96, E 10'],
    ],
    [
      'into another scene',
      (by) => [by['1B'], by['1C'], by['2A'], by['1A'], by['2B']],
      ['one: B 72, C 24', 'two: D 96, A 48, E 10'],
    ],
    [
      'whole scenes',
      (by) => [by['2A'], by['2B'], by['1A'], by['1B'], by['1C']],
      ['two: D 96, E 10', 'one: A 48, B 72, C 24'],
    ],
    [
      'lengths at both ends',
      (by) => [
        by['1A'] && trimmed(by['1A'], 0, 12),
        by['1B'] && trimmed(by['1B'], 6, -10),
        by['1C'],
        by['2A'],
        by['2B'],
      ],
      ['one: A 60, B+6 56, C 24', 'two: D 96, E 10'],
    ],
    [
      'a shot that is gone is omitted',
      (by) => [by['1A'], by['1C'], by['2A'], by['2B']],
      ['one: A 48, (B 72), C 24', 'two: D 96, E 10'],
    ],
    [
      'a shot that is there twice is copied',
      (by) => [by['1A'], by['1B'], by['1C'], by['1A'], by['2A'], by['2B']],
      ['one: A 48, B 72, C 24, made0001 48', 'two: D 96, E 10'],
    ],
    [
      'a shot in two parts is split, the earlier part stays the shot wherever it is',
      (by) => [
        by['1A'],
        by['1B'] && trimmed(by['1B'], 30, 0),
        by['1C'],
        by['1B'] && trimmed(by['1B'], 0, -50),
        by['2A'],
        by['2B'],
      ],
      ['one: A 48, made0001+30 42, C 24, B 22', 'two: D 96, E 10'],
    ],
  ])('%s', (_, edit, expected) => {
    expect(tell(take(smallFilm(), edited(edit)).document)).toEqual(expected);
  });

  test('a clip that is no shot becomes one, with its picture where the project has it; a gap an empty one', () => {
    const cut = edited((by) => [by['1A'], by['1B'], by['1C'], by['2A'], by['2B']]);
    const first = pictures(cut)[0] as CutPicture;
    const foreign = (name: string): CutPicture => ({
      ...first,
      uid: null,
      name,
      texts: { ...first.texts, shot: '', action: '' },
      source: { start: frames(5), end: frames(15) },
      media: first.media && { ...first.media, name, path: `/elsewhere/${name}` },
    });
    const all = withPictures(
      cut,
      [first, foreign('mina'), foreign('港.png'), ...pictures(cut).slice(1)],
      (index) => (index === 2 ? 7 : 0),
    );
    const { document } = take(smallFilm(), all);
    const lengths = selectSequence(document)
      .shots.slice(0, 5)
      .map(({ shot: { lengthFrames, notes } }) => [lengthFrames, notes]);
    expect(lengths).toEqual([
      [48, ''],
      [10, 'From the cut: mina'],
      [7, ''],
      [10, 'From the cut: 港.png'],
      [72, ''],
    ]);
    const made = selectSequence(document).shots[1]?.shot;
    expect(document.childrenOf('layer', made?.id ?? '').map(({ content }) => content)).toEqual([
      { type: 'image', mediaId: testId('media', 'mina') },
    ]);
  });

  test('by name where a program has lost the uid; what fits nothing is said to', () => {
    const cut = edited((by) => [by['1B'], by['1A'], by['1C'], by['2A'], by['2B']]);
    const lost = (item: CutPicture): CutPicture => ({
      ...item,
      uid: null,
      media: null,
      texts: { ...item.texts, shot: '' },
    });
    const plan = planConform(smallFilm(), { cut: withPictures(cut, pictures(cut).map(lost)), leftOut: [] });
    expect(
      plan.rows.map((row) => (row.kind === 'shot' ? `${row.use.listed.label} ${row.use.by}` : row.kind)),
    ).toEqual(['1B name', '1A name', '1C name', '2A name', '2B name']);
    const none = planConform(smallFilm(), {
      cut: withPictures(
        cut,
        pictures(cut).map((item) => ({ ...lost(item), name: 'x' })),
      ),
      leftOut: [],
    });
    expect(none.rows.map((row) => (row.kind === 'new' ? row.why : row.kind))).toEqual([
      ...Array.from({ length: 5 }, () => 'gone'),
      ...Array.from({ length: 5 }, () => 'no shot fits it'),
    ]);
  });

  test('boards of a shot: their lengths, and one that is not seen any more is kept behind the end', () => {
    const film = fullFilm();
    const cut = cutOf(film);
    const items = pictures(cut);
    const [, , first, second] = items as [CutPicture, CutPicture, CutPicture, CutPicture];
    expect([first.name, second.name]).toEqual(['1C-1', '1C-2']);
    const longer = items.map((item) => (item === first ? trimmed(item, 0, 5) : item));
    const { document } = take(film, withPictures(cut, longer));
    expect(document.require('shot', shot('C')).lengthFrames).toBe(29);
    expect(document.childrenOf('board', shot('C')).map(({ frame }) => frame)).toEqual([0, 15]);
    const { document: without } = take(
      film,
      withPictures(
        cut,
        items.filter((item) => item !== second),
      ),
    );
    expect(without.require('shot', shot('C')).lengthFrames).toBe(10);
    expect(without.childrenOf('board', shot('C')).map(({ frame }) => frame)).toEqual([0, 10]);
  });

  test('sounds lie where the cut has them; one without room goes to another track', () => {
    const film = smallFilm();
    const cut = cutOf(film);
    const [track] = cut.audioTracks;
    const [a, b] = track?.items ?? [];
    if (!track || !a || !b) throw new Error('two sounds');
    const at = (item: typeof a, start: number, head: number) => ({
      ...item,
      source: { start: frames(item.source.start + head), end: item.source.end },
      record: { start: frames(start), end: frames(start + 60 - head) },
    });
    const moved = {
      ...cut,
      audioTracks: [
        { ...track, items: [at(a, 30, 0)] },
        { ...track, items: [at(b, 50, 12)] },
      ],
    };
    const { document } = take(film, moved);
    const clips = document
      .list('clip')
      .map(({ startFrame, lengthFrames, sourceInSamples, trackId }) => [
        startFrame,
        lengthFrames,
        sourceInSamples,
        document.require('track', trackId).type,
      ]);
    expect(clips.sort((x, y) => Number(x[0]) - Number(y[0]))).toEqual([
      [30, 60, 0, 'music'],
      [50, 48, 24_000, 'music'],
    ]);
    expect(document.list('track')).toHaveLength(3);
  });

  test('with locked numbers shots keep theirs, what is made gets its own, what is gone keeps its place', () => {
    const film = run(smallFilm(), 'project.lockNumbers', {}).document;
    const cut = edited((by) => [by['1C'], by['1A'], by['1A'], by['2A'], by['2B']], film);
    const { document } = take(film, cut);
    const labels = selectSequence(document).scenes.flatMap(({ shots }) =>
      shots.map(({ label, isOmitted }) => (isOmitted ? `${label} omitted` : label)),
    );
    expect(labels.slice(0, 2)).toEqual(['1C', '1A']);
    expect(labels).toContain('1B omitted');
    expect(new Set(labels).size).toBe(6);
  });

  test('what is left out stays as it is', () => {
    const cut = edited((by) => [by['1C'], by['1A'] && trimmed(by['1A'], 0, 9), by['2A'], by['2B']]);
    const { document } = take(smallFilm(), cut, [shot('C'), shot('A'), shot('B')]);
    expect(tell(document)).toEqual(tell(smallFilm()));
  });

  test('a cut at another rate counts by the film’s: edges are rounded, not lengths', () => {
    const cut = edited((by) => [by['1A'], by['1B'], by['1C'], by['2A'], by['2B']]);
    const half = (frame: number) => frames(Math.round(frame / 2));
    const at12 = {
      ...cut,
      rate: { num: 12, den: 1 },
      audioTracks: [],
      videoTracks: cut.videoTracks.map((track) => ({
        ...track,
        items: track.items.map((item) => ({
          ...item,
          record: { start: half(item.record.start), end: half(item.record.end) },
          source: { start: half(item.source.start), end: half(item.source.end) },
        })),
      })),
    };
    expect(tell(take(smallFilm(), at12).document)).toEqual(tell(smallFilm()));
  });
});

test('whatever the cut: nothing drawn goes, the film runs as the cut does, and undo gives the film back to the byte', () => {
  for (let seed = 0; seed < 150; seed += 1) {
    const random = createRandom(seed);
    const film = fullFilm();
    const before = JSON.stringify(film.records());
    const cut = editedCut(film, random);
    const { document, edit } = take(film, cut);
    // Where a shot is split, what is drawn on the later boards goes on in the new shot: under new ids.
    const drawn = (of: Document): string[] => [
      ...of.list('layer').map(({ name, content }) => JSON.stringify([name, content.type])),
      ...(['take', 'dialogueLine', 'comment'] as const).flatMap((kind) =>
        of.list(kind).map(({ id }): string => id),
      ),
    ];
    const left = new Set(drawn(document));
    expect({ seed, lost: drawn(film).filter((each) => !left.has(each)) }).toEqual({ seed, lost: [] });
    const end = pictures(cut).at(-1)?.record.end ?? 0;
    expect({ seed, length: selectSequence(document).lengthFrames }).toEqual({ seed, length: end });
    document.apply(reverseDiff(edit.diff));
    expect(JSON.stringify(document.records())).toBe(before);
    const taken = take(fullFilm(), cut).document;
    const again = planConform(taken, { cut: cutOf(taken), leftOut: [] });
    expect({ seed, changes: again.rows.filter((row) => !isSame(row)) }).toEqual({ seed, changes: [] });
  }
});
