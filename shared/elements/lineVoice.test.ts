import { expect, test } from 'vitest';
import { Document } from '../document/document';
import { createDialogueLine, createElement, createProject, createVoice } from '../document/factories';
import type { DialogueLineId, ElementId, ShotId, VoiceId } from '../document/ids';
import { voiceOfLine, voicesForLine } from './lineVoice';

const [mina, oto, nobody] = ['elm_mina00000001', 'elm_oto000000001', 'elm_nobody000001'] as ElementId[] as [
  ElementId,
  ElementId,
  ElementId,
];
const voice = (id: string, elementId: ElementId, order: string, name: string) =>
  createVoice({ id: `voc_${id}00000001` as VoiceId, elementId, order, name, language: 'en' });
const document = new Document([
  createProject({ name: 'Film' }),
  ...[mina, oto, nobody].map((id, at) =>
    createElement({ id, order: `a${at}`, type: 'character', name: ['Mina', 'Oto', 'Ren'][at] ?? '' }),
  ),
  voice('mina', mina, 'a0', 'Mina'),
  voice('whisper', mina, 'a1', 'whisper'),
  voice('old', oto, 'a0', 'old'),
]);
const line = (speakerId: ElementId | null, voiceId: string | null) =>
  createDialogueLine({
    id: 'dlg_line00000001' as DialogueLineId,
    shotId: 'sht_shot00000001' as ShotId,
    order: 'a0',
    text: 'Wait.',
    speakerId,
    voiceId: voiceId === null ? null : (`voc_${voiceId}00000001` as VoiceId),
  });

test.each([
  ['its speaker’s first', mina, null, 'Mina'],
  ['its own, of its speaker', mina, 'whisper', 'whisper'],
  ['its own, of another character', mina, 'old', 'old'],
  ['its own, said by nobody named', null, 'old', 'old'],
  ['none where the speaker has none', nobody, null, undefined],
  ['its speaker’s where its own is gone', oto, 'gone', 'old'],
])('a line is said in %s', (_name, speakerId, voiceId, expected) => {
  expect(voiceOfLine(document, line(speakerId, voiceId))?.name).toBe(expected);
});

test('the voices to choose from: the speaker’s first, each with whose it is', () => {
  expect(voicesForLine(document, line(oto, null)).map(({ label }) => label)).toEqual([
    'Oto: old',
    'Mina',
    'Mina: whisper',
  ]);
});
