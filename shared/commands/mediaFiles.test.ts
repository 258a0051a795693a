import { describe, expect, test } from 'vitest';
import { reverseDiff } from '../document/diff';
import { Document } from '../document/document';
import type { Media } from '../document/records';
import { fullFilm } from '../testing/fullFilm';
import { plan, run } from '../testing/runCommands';
import { testId, testImage, testMedia } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const rushes = testId('mediaRoot', 'rushes');
const rush = testId('media', 'rush');
const sky = testId('media', 'sky');

type File = Pick<Media, 'storage' | 'byteSize' | 'fingerprint' | 'fingerprintOf' | 'mimeType' | 'content'>;
const fileOf = (media: Media): File => {
  const { storage, byteSize, fingerprint, fingerprintOf, mimeType, content } = media;
  return { storage, byteSize, fingerprint, fingerprintOf, mimeType, content };
};
const linkedTo = (path: string): Media['storage'] => ({
  mode: 'linked',
  path,
  rootId: null,
  modifiedAtMs: null,
});

describe('media folders', () => {
  test('a new one stands last', () => {
    const { document, edit } = run(fullFilm(), 'mediaRoot.add', { name: ' Sound effects ' });
    expect(document.list('mediaRoot').map(({ name }) => name)).toEqual(['Rushes', 'Sound effects']);
    expect(edit.label).toBe('Add Media Folder Sound effects');
  });

  test.each([
    ['mediaRoot.add', { name: 'rushes' }],
    ['mediaRoot.add', { name: '  ' }],
  ])('%s %j is refused', (command, args) => {
    expect(() => plan(fullFilm(), command, args)).toThrow();
  });

  test('a name may be changed, its capitals alone, too', () => {
    const { document } = run(fullFilm(), 'mediaRoot.rename', { rootId: rushes, name: 'RUSHES' });
    expect(document.require('mediaRoot', rushes).name).toBe('RUSHES');
  });

  test('one that goes leaves its media, by their path below it', () => {
    const { document } = run(fullFilm(), 'mediaRoot.delete', { rootId: rushes });
    expect(document.require('media', rush).storage).toMatchObject({ path: 'day 1/rush.wav', rootId: null });
  });

  test('only linked media lie in one', () => {
    const args = { rootId: rushes, files: [{ mediaId: sky, path: 'sky.png' }] };
    expect(() => plan(fullFilm(), 'media.setRoot', args)).toThrow(PlanRefusal);
  });

  test('a path is written whole again, and how old the file was stays', () => {
    const files = [{ mediaId: rush, path: '/disk/day 1/rush.wav' }];
    const { document } = run(fullFilm(), 'media.setRoot', { rootId: null, files });
    expect(document.require('media', rush).storage).toEqual({
      mode: 'linked',
      path: '/disk/day 1/rush.wav',
      rootId: null,
      modifiedAtMs: 1_700_000_000_000,
    });
  });
});

describe('relinking', () => {
  test('many media are one edit, which goes back', () => {
    const before = fullFilm();
    const files = [sky, rush].map((mediaId) => ({
      mediaId,
      file: { ...fileOf(before.require('media', mediaId)), storage: linkedTo(`/new/${mediaId}`) },
    }));
    const { document, edit } = run(before, 'media.relink', { files });
    expect(edit.label).toBe('Relink 2 Media');
    expect(document.require('media', sky).storage).toEqual(linkedTo(`/new/${sky}`));
    const back = new Document(document.records());
    back.apply(reverseDiff(edit.diff));
    expect(back.records()).toEqual(before.records());
  });

  test('another picture takes the place of a picture', () => {
    const other = testMedia('other', { type: 'image', width: 640, height: 480, hasAlpha: false });
    const { document, edit } = run(fullFilm(), 'media.relink', {
      files: [{ mediaId: sky, file: fileOf(other) }],
    });
    expect(edit.label).toBe('Relink sky');
    expect(document.require('media', sky)).toMatchObject({ name: 'sky', fingerprint: other.fingerprint });
  });

  test('a picture does not take the place of a sound', () => {
    const file = fileOf(testMedia('other', testImage));
    expect(() => plan(fullFilm(), 'media.relink', { files: [{ mediaId: rush, file }] })).toThrow(
      '"rush" is a sound; a picture cannot take its place.',
    );
  });
});
