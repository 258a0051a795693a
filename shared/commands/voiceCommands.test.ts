import { describe, expect, test } from 'vitest';
import { fullFilm } from '../testing/fullFilm';
import { commandRunner, plan } from '../testing/runCommands';
import { testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const run = commandRunner();
const mina = testId('element', 'mina');
const voice = testId('voice', 'mina');

describe('voices', () => {
  test('a new one comes last, in the film’s main language', () => {
    const { document } = run(fullFilm(), 'voice.add', { elementId: mina });
    expect(document.childrenOf('voice', mina).map(({ name, language }) => [name, language])).toEqual([
      ['Mina, grown', 'en'],
      ['Mina 2', 'en'],
    ]);
  });

  test.each([
    ['a picture', 'sky'],
    ['a video without sound', 'waves'],
  ])('%s is no sample', (_name, media) => {
    const fields = { sampleMediaId: testId('media', media) };
    expect(() => plan(fullFilm(), 'voice.edit', { voiceId: voice, fields })).toThrow(PlanRefusal);
    expect(() => plan(fullFilm(), 'voice.add', { elementId: mina, fields })).toThrow(PlanRefusal);
  });

  test('a sample is taken and given up', () => {
    const fields = { sampleMediaId: testId('media', 'sea'), tone: 'soft' };
    const { document } = run(fullFilm(), 'voice.edit', { voiceId: voice, fields });
    expect(document.require('voice', voice)).toMatchObject(fields);
    const without = run(document, 'voice.edit', { voiceId: voice, fields: { sampleMediaId: null } }).document;
    expect(without.require('voice', voice).sampleMediaId).toBeNull();
  });

  test('when it goes, its lines have the speaker’s first voice again', () => {
    const { document } = run(fullFilm(), 'voice.delete', { voiceId: voice });
    expect(document.require('dialogueLine', testId('dialogueLine', 'timed')).voiceId).toBeNull();
  });
});
