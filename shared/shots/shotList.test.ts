import { describe, expect, it } from 'vitest';
import { Document } from '../document/document';
import { createProject, createScene, createShot } from '../document/factories';
import type { SceneId, ShotId } from '../document/ids';
import { numberingPreset } from '../document/numberingPresets';
import { frames } from '../time/frames';
import { selectSequence } from './sequence';
import { parseShotList } from './shotList';

/** Two scenes of three shots: 1A 1B 1C 2A 2B 2C. */
const scenes = ['scn_00000001', 'scn_00000002'] as SceneId[];
const document = new Document([
  createProject({ name: 'Film' }),
  ...scenes.flatMap((sceneId, scene) => [
    createScene({ id: sceneId, order: `a${scene}` }),
    ...['A', 'B', 'C'].map((letter, shot) =>
      createShot({
        id: `sht_0000000${scene + 1}${letter}` as ShotId,
        sceneId,
        order: `a${shot}`,
        lengthFrames: frames(24),
      }),
    ),
  ]),
]);
const sequence = selectSequence(document);
const read = (text: string) => parseShotList(text, sequence).map((id) => sequence.byShotId.get(id)?.label);

describe('a list of shots', () => {
  it.each([
    ['1A', ['1A']],
    ['2c, 1a', ['1A', '2C']],
    ['1B-2A', ['1B', '1C', '2A']],
    ['1A-1B,1B-1C,2C', ['1A', '1B', '1C', '2C']],
    ['1A-1A', ['1A']],
    [' 1A , ', ['1A']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['3A', 'There is no shot 3A. The film has 1A to 2C.'],
    ['1A,X,1B-Y', 'There is no shot X, Y. The film has 1A to 2C.'],
    ['2A-1A', '1A comes before 2A in the film.'],
    ['1A-1B-1C', '"1A-1B-1C" is no range of shots. Write it as 1A-2C.'],
    [' , ', 'The list of shots is empty. Write labels such as 1A,2C or 1A-2C.'],
  ])('%s: refused with words', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('labels with hyphens of their own', () => {
  const dashed = new Document(
    document
      .records()
      .map((record) =>
        record.kind === 'project'
          ? { ...record, numbering: { ...numberingPreset('dash'), isLocked: false } }
          : record,
      ),
  );
  const dashedSequence = selectSequence(dashed);
  const readDashed = (text: string) =>
    parseShotList(text, dashedSequence).map((id) => dashedSequence.byShotId.get(id)?.label);

  it.each([
    ['1-1', ['1-1']],
    ['1-3-2-1', ['1-3', '2-1']],
    ['1-3..2-1', ['1-3', '2-1']],
    ['1-3 – 2-2', ['1-3', '2-1', '2-2']],
    ['2-3,1-1', ['1-1', '2-3']],
  ])('%s', (text, expected) => {
    expect(readDashed(text)).toEqual(expected);
  });
});
