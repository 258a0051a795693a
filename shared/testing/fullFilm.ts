import { Document } from '../document/document';
import {
  createBoard,
  createComment,
  createCustomField,
  createDialogueLine,
  createElement,
  createLayer,
  createMarker,
  createMediaRoot,
  createStroke,
  createVoice,
} from '../document/factories';
import { linkIdSchema } from '../document/ids';
import { type AnyRecord, anyRecordSchema, type RecordOf } from '../document/records';
import { frames, lengthSchema } from '../time/frames';
import { smallFilm, testId, testMedia, testSound, testTake } from './smallFilm';

const link = linkIdSchema.parse('lnk_harbour-');

/**
 * The small film and what it has none of, so that every kind of record is there: shot C has two boards, the first with a drawing,
 * the second with a title and an arrow; A and E have takes of one clip; a linked text stands in D and E; Mina has a voice that speaks a timed line in D; there is a style.
 */
export function fullFilm(): Document {
  const layer = (
    name: string,
    shot: string,
    order: string,
    content: RecordOf<'layer'>['content'],
    fields: Partial<RecordOf<'layer'>> = {},
  ) =>
    createLayer({ id: testId('layer', name), shotId: testId('shot', shot), order, name, content, ...fields });
  const text = (words: string): RecordOf<'layer'>['content'] => ({
    type: 'text',
    text: words,
    colour: '#ffffff',
    lineHeight: 0.06,
    align: 'centre',
    isBold: false,
  });
  const sharedTake = (name: string, shot: string, start: number): AnyRecord => ({
    ...testTake('b1', shot, 'waves'),
    id: testId('take', name),
    jobId: 'job_shared001',
    mediaInFrames: frames(start),
    lengthFrames: lengthSchema.parse(60),
  });
  const added: AnyRecord[] = [
    createElement({ id: testId('element', 'ink'), order: 'a8', type: 'style', name: 'Ink and wash' }),
    createBoard({ id: testId('board', 'first'), shotId: testId('shot', 'C'), frame: frames(0) }),
    createBoard({ id: testId('board', 'second'), shotId: testId('shot', 'C'), frame: frames(10) }),
    layer('drawing', 'C', 'a0', { type: 'drawing' }, { boardId: testId('board', 'first') }),
    createStroke({
      id: testId('stroke', 'one'),
      layerId: testId('layer', 'drawing'),
      order: 'a0',
      points: [0.1, 0.1, 0.5, 0.4, 0.3, 0.9, 0.8, 0.5, 0.2],
    }),
    createStroke({
      id: testId('stroke', 'two'),
      layerId: testId('layer', 'drawing'),
      order: 'a1',
      tool: 'eraser',
      points: [0.2, 0.2, 1],
    }),
    layer('title', 'C', 'a1', text('港 — the harbour'), { boardId: testId('board', 'second') }),
    layer(
      'arrow',
      'C',
      'a2',
      { type: 'shape', shape: 'arrow', fill: null, stroke: '#e8a54b', strokeWidth: 0.004, ratio: 0.25 },
      { boardId: testId('board', 'second') },
    ),
    layer('linkedD', 'D', 'a0', text('Night'), { linkId: link }),
    layer('linkedE', 'E', 'a0', text('Night'), { linkId: link }),
    createVoice({
      id: testId('voice', 'mina'),
      elementId: testId('element', 'mina'),
      order: 'a0',
      name: 'Mina, grown',
      sampleMediaId: testId('media', 'sample'),
      synthesis: { voice: 'en', speed: 1, pitch: 1 },
    }),
    testMedia('sample', testSound),
    createDialogueLine({
      id: testId('dialogueLine', 'timed'),
      shotId: testId('shot', 'D'),
      order: 'a0',
      text: '戻ってこい!',
      language: 'ja',
      speakerId: testId('element', 'mina'),
      voiceId: testId('voice', 'mina'),
      span: { offsetFrames: frames(12), lengthFrames: frames(30) },
    }),
    sharedTake('jobA', 'A', 0),
    sharedTake('jobE', 'E', 60),
    createMarker({ id: testId('marker', 'storm'), frame: frames(60), name: 'Storm begins' }),
    createMarker({
      id: testId('marker', 'act'),
      frame: frames(120),
      lengthFrames: frames(48),
      name: 'Act two',
    }),
    createComment({
      id: testId('comment', 'slower'),
      shotId: testId('shot', 'A'),
      text: 'Slower?',
      createdAtMs: 1_700_000_000_000,
    }),
    createCustomField({ id: testId('customField', 'camera'), order: 'a0', name: 'Camera' }),
    createCustomField({
      id: testId('customField', 'crane'),
      order: 'a1',
      name: 'Crane',
      type: 'choice',
      choices: ['Large', 'Small'],
    }),
    createMediaRoot({ id: testId('mediaRoot', 'rushes'), order: 'a0', name: 'Rushes' }),
    {
      ...testMedia('rush', testSound),
      fingerprintOf: 'samples',
      storage: {
        mode: 'linked',
        path: 'day 1/rush.wav',
        rootId: testId('mediaRoot', 'rushes'),
        modifiedAtMs: 1_700_000_000_000,
      },
    },
  ];
  const film = new Document([
    ...smallFilm().records(),
    ...added.map((record) => anyRecordSchema.parse(record)),
  ]);
  film.apply({
    added: [],
    updated: [
      {
        kind: 'shot',
        id: testId('shot', 'A'),
        from: { customFields: {} },
        to: { customFields: { [testId('customField', 'camera')]: 'B cam' } },
      },
    ],
    removed: [],
  });
  return film;
}
