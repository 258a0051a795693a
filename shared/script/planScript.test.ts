import { expect, test } from 'vitest';
import { filmOf, first, screenplayOf } from '../testing/scriptFilms';
import { align } from './align';
import { placeOfHeading } from './heading';
import { looksLikeScript } from './looksLikeScript';
import { matchScenes } from './matchScenes';
import { titled } from './names';
import { planScript, planScriptInSteps, scriptImportSchema } from './planScript';
import { joinNotes, splitNotes, wordsOfNotes } from './sceneNotes';
import { wordBag } from './similarity';

test.each([
  ['INT. KITCHEN - DAY', 'Kitchen'],
  ['EXT. MOUNT GURU FOOTHILLS--DAY', 'Mount Guru Foothills'],
  ['INT. HOUSE - KITCHEN - NIGHT (FLASHBACK)', 'House - Kitchen'],
  ['INT. HOUSE - KITCHEN', 'House - Kitchen'],
  ['INT./EXT. CAR — CONTINUOUS', 'Car'],
  ['I/E. O’BRIEN’S CAR - DAY - LATER', 'O’Brien’s Car'],
  ['EXT. PIER - 9 PM', 'Pier'],
  ['INT. TV STUDIO', 'TV Studio'],
  ['EXT. Lighthouse – dusk', 'Lighthouse'],
  ['港・夕', '港'],
  ['灯台の中（夜）', '灯台の中'],
  ['SNIPER SCOPE POV', null],
  ['INT. ', null],
  ['', null],
])('the place of "%s"', (heading, place) => expect(placeOfHeading(heading)).toBe(place));

test.each([
  ['MINA', 'Mina'],
  ['OLD MAN #2', 'Old Man #2'],
  ['DR. NO', 'Dr. No'],
  ['KING OF THE SEA', 'King of the Sea'],
  ["MINA'S MOTHER", "Mina's Mother"],
  ["O'BRIEN", "O'Brien"],
  ['ÉLOÏSE', 'Éloïse'],
  ['McAVOY', 'McAVOY'],
  ['ミナ', 'ミナ'],
])('"%s" is called %s', (name, words) => expect(titled(name)).toBe(words));

const face = (number: string | null, heading: string, words: string) => ({
  number,
  headings: [heading],
  text: '',
  words: () => wordBag(words),
});
const rain = 'rain falls on the boats and the long pier where nobody is';
const lamp = 'a lamp burns in the window of the small hut by the sea';

test.each([
  [
    'number and heading',
    [face('1', 'A', ''), face('2', 'A', '')],
    [face('2', 'A', ''), face('1', 'A', '')],
    [1, 0],
  ],
  [
    'a number that was given anew',
    [face('1', 'A', rain), face('2', 'B', lamp)],
    [face('1', 'X', 'new'), face('2', 'A', rain), face('3', 'B', lamp)],
    [-1, 0, 1],
  ],
  [
    'a number that stayed, with some words',
    [face('7', 'A', rain)],
    [face('7', 'B', `${lamp}, ${rain.slice(0, 30)}`)],
    [0],
  ],
  [
    'not by a number that was given to something else',
    [face('7', 'A', rain)],
    [face('7', 'B', 'gulls')],
    [-1],
  ],
  [
    'a heading, the likest words first',
    [face(null, 'A', rain), face(null, 'A', lamp)],
    [face(null, 'A', lamp), face(null, 'A', 'other')],
    [1, 0],
  ],
  ['a new heading', [face(null, 'A', rain)], [face(null, 'B', `${rain} at night`)], [0]],
  [
    'half of the words',
    [face(null, 'A', rain)],
    [face(null, 'B', 'rain falls on the boats, on the long road to town')],
    [0],
  ],
  ['nothing in common', [face(null, 'A', rain)], [face(null, 'B', lamp)], [-1]],
  [
    'the same scene twice',
    [face(null, 'A', rain), face(null, 'A', rain)],
    [face(null, 'A', rain), face(null, 'A', rain)],
    [0, 1],
  ],
])('scenes are known by %s', (_, film, script, found) => expect(matchScenes(film, script)).toEqual(found));

test('locked numbers say which scene it is', () => {
  expect(matchScenes([face('7', 'A', rain)], [face('7', 'B', 'gulls')], true)).toEqual([0]);
});

test('equal ones are aligned first, then alike ones, then moved ones', () => {
  const words = (text: string) => [...text];
  const alignment = align({
    a: words('abXdQe'),
    b: words('Qabxde'),
    keyOfA: (each) => each,
    keyOfB: (each) => each,
    alike: (a, b) => (a.toLowerCase() === b.toLowerCase() ? 0.9 : 0),
    least: 0.5,
  });
  expect(alignment).toEqual([1, 2, 3, 4, 0, 5]);
});

test('own notes and the script stand side by side', () => {
  const notes = 'Mine.\n\n— Script —\nINT. A\n\nRain.';
  expect(splitNotes(notes)).toEqual({ own: 'Mine.', script: 'INT. A\n\nRain.', isCut: false });
  expect(joinNotes(splitNotes(notes))).toBe(notes);
  expect(wordsOfNotes(notes)).toBe('INT. A\n\nRain.');
  expect(wordsOfNotes('Mine.')).toBe('Mine.');
});

test.each([
  ['INT. A - DAY\n\nMINA\nHello.', true],
  ['Rain.\n\nINT. A\n\nWind.\n\nEXT. B\n\nSun.', true],
  ['○港・夕\nミナ「聞こえる？」', true],
  ['INT. A - DAY', false],
  ['Mina runs.\nOto waits.', false],
  ['INTERIOR DESIGN\nis a trade\n\nand so on', false],
  ['', false],
])('%j is a screenplay: %s', (text, isScript) => expect(looksLikeScript(text)).toBe(isScript));

test('a plan in steps is the plan at once', () => {
  const film = filmOf(first).film();
  const scenes = Array.from({ length: 40 }, (_, index) =>
    screenplayOf(`${first.replaceAll('#', '')}\n\nINT. ROOM ${index} - DAY\n\nNobody.`).scenes.slice(
      index % 3,
    ),
  ).flat();
  const choices = scriptImportSchema.parse({ screenplay: { title: '', scenes } });
  let steps = 0;
  const planning = planScriptInSteps(film, choices);
  let step = planning.next();
  for (; !step.done; step = planning.next()) steps += 1;
  expect(steps).toBeGreaterThan(10);
  expect(step.value).toEqual(planScript(film, choices));
});
