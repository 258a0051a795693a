import Papa from 'papaparse';
import { describe, expect, it, test } from 'vitest';
import { Document } from '../document/document';
import { createDialogueLine, createProject, createScene, createShot } from '../document/factories';
import type { AnyRecord, DialogueLine } from '../document/records';
import { fullFilm } from '../testing/fullFilm';
import { testId } from '../testing/smallFilm';
import { frames, lengthSchema } from '../time/frames';
import { parseRate } from '../time/rate';
import type { ListOrder } from './listOrder';
import { listProblem, makeList } from './makeList';

const csv: Extract<ListOrder, { format: 'csv' }> = {
  format: 'csv',
  shotIds: null,
  columns: null,
  isForExcel: false,
};
const srt: Extract<ListOrder, { format: 'srt' }> = {
  format: 'srt',
  shotIds: null,
  namesSpeakers: false,
  language: null,
};
const vtt: Extract<ListOrder, { format: 'vtt' }> = { ...srt, format: 'vtt' };

function filmOf(lines: readonly Partial<DialogueLine>[], rate = '24', shotFields = {}): Document {
  const shot = (name: string, order: string) =>
    createShot({
      id: testId('shot', name),
      sceneId: testId('scene', 'one'),
      order,
      lengthFrames: frames(48),
      ...shotFields,
    });
  const records: AnyRecord[] = [
    createProject({ name: 'Film', rate: parseRate(rate) }),
    createScene({ id: testId('scene', 'one'), order: 'a0', heading: 'INT. ROOM' }),
    shot('A', 'a0'),
    shot('B', 'a1'),
    ...lines.map((fields, index) =>
      createDialogueLine({
        id: testId('dialogueLine', `l${index}`),
        shotId: testId('shot', 'B'),
        order: `a${index}`,
        text: 'x',
        ...fields,
      }),
    ),
  ];
  return new Document(records);
}
const at = (offset: number, length: number) => ({
  offsetFrames: frames(offset),
  lengthFrames: lengthSchema.parse(length),
});

describe('a shot list as CSV', () => {
  it('has the columns of the table without pictures, and each shot its scene', () => {
    const { text, count } = makeList(fullFilm(), csv);
    const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(count).toBe(5);
    expect(data).toHaveLength(6);
    expect(data[0]?.slice(0, 3)).toEqual(['Scene', 'Shot', 'Size']);
    expect(data[0]).not.toContain('Picture');
    expect(data[1]?.slice(0, 2)).toEqual(['1 EXT. HARBOUR - DUSK', '1A']);
    expect(data[1]).toContain('2+00');
    expect(data[1]).toContain('Mina: Always.');
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('takes columns in the order asked for, and those of custom fields; what is gone is left out', () => {
    const columns = ['length', 'gone', 'scene', `custom ${testId('customField', 'crane')}`];
    const { text } = makeList(fullFilm(), { ...csv, columns, shotIds: [testId('shot', 'B')] });
    expect(text.split('\r\n')[0]).toBe('Length,Scene,Crane');
    expect(text.split('\r\n')[1]).toMatch(/^3\+00,1 EXT\. HARBOUR - DUSK,/);
  });

  it('lets nothing become a formula, and keeps commas, quotes and lines', () => {
    const hostile = { action: '=HYPERLINK("http://x")', notes: '+1, "two"\nthree', prompt: '@x' };
    const film = filmOf([], '24', hostile);
    const { text } = makeList(film, { ...csv, columns: ['action', 'notes', 'prompt'] });
    const [, row] = Papa.parse<string[]>(text).data;
    expect(row?.slice(1)).toEqual([`'=HYPERLINK("http://x")`, `'+1, "two"\nthree`, `'@x`]);
  });

  it('has the mark for Excel only where it is wanted', () => {
    expect(makeList(filmOf([]), csv).text.charCodeAt(0)).not.toBe(0xfeff);
    expect(makeList(filmOf([]), { ...csv, isForExcel: true }).text.charCodeAt(0)).toBe(0xfeff);
  });
});

describe('subtitles', () => {
  it('stand where lines are spoken, at the film’s rate', () => {
    const film = filmOf([
      { text: '戻ってこい！', span: at(12, 24), language: 'ja' },
      { text: 'Two\nlines', span: at(0, 5) },
    ]);
    expect(makeList(film, srt).text).toBe(
      '1\r\n00:00:02,000 --> 00:00:02,208\r\nTwo\r\nlines\r\n\r\n' +
        '2\r\n00:00:02,500 --> 00:00:03,500\r\n戻ってこい！\r\n',
    );
    // 48 frames at 23.976 are 2.002 s.
    expect(makeList(filmOf([{ span: at(0, 24) }], '23.976'), srt).text).toContain(
      '00:00:02,002 --> 00:00:03,003',
    );
  });

  it('count from the first of the chosen shots', () => {
    const order = { ...srt, shotIds: [testId('shot', 'B')] };
    expect(makeList(filmOf([{ span: at(12, 24) }]), order).text).toContain('00:00:00,500 --> 00:00:01,500');
  });

  it('say who speaks, where that is wanted', () => {
    const film = fullFilm();
    expect(makeList(film, { ...srt, namesSpeakers: true }).text).toContain('Mina: 戻ってこい!');
    expect(makeList(film, { ...vtt, namesSpeakers: true }).text).toContain('<v Mina>戻ってこい!');
  });

  it('hold nothing that ends or opens a cue', () => {
    const film = filmOf([{ text: 'a\n\n00:00:01.000 --> 00:00:02.000\n<b>&', span: at(0, 24) }]);
    expect(makeList(film, vtt).text).toBe(
      'WEBVTT\n\n00:00:02.000 --> 00:00:03.000\na\n00:00:01.000 → 00:00:02.000\n&lt;b&gt;&amp;\n',
    );
    expect(makeList(film, srt).text.match(/-->/g)).toHaveLength(1);
  });

  it('are of one language, where one is chosen', () => {
    const film = filmOf([
      { text: 'ja', language: 'ja-JP', span: at(0, 2) },
      { text: 'en', language: 'en', span: at(0, 2) },
    ]);
    expect(makeList(film, { ...srt, language: 'ja' })).toMatchObject({
      count: 1,
      text: expect.stringContaining('ja'),
    });
  });

  it('leave out lines that have no time, and say how many', () => {
    const made = makeList(filmOf([{ text: 'when?' }, { text: '' }]), srt);
    expect(made).toEqual({ text: '', count: 0, untimed: 1 });
    expect(listProblem(srt, made)).toMatch(/No line of dialogue has a time yet/);
  });
});

test('an empty film has nothing to list', () => {
  const empty = new Document([createProject({ name: 'Film' })]);
  expect(listProblem(csv, makeList(empty, csv))).toMatch(/no shots to list/);
  expect(listProblem(vtt, makeList(empty, vtt))).toMatch(/no dialogue/);
});
