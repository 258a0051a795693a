import { expect, test } from 'vitest';
import { Document } from '../document/document';
import { createClip } from '../document/factories';
import type { ClipId, DialogueLineId, MediaId, TrackId } from '../document/ids';
import { frames } from '../time/frames';
import { soundOfLine } from './lineSound';

const line = { id: 'dlg_line0000' as DialogueLineId, text: 'Who goes there?' };
const clip = (name: string, dialogueLineId: DialogueLineId | null, spokenText: string | null, at: number) =>
  createClip({
    id: `clp_${name.padEnd(8, '0')}` as ClipId,
    trackId: 'trk_track000' as TrackId,
    mediaId: 'med_media000' as MediaId,
    startFrame: frames(at),
    lengthFrames: frames(10),
    dialogueLineId,
    spokenText,
  });

test('the first clip of a line is what is heard, as the clips stand now', () => {
  const document = new Document([
    clip('other', 'dlg_other000' as DialogueLineId, null, 0),
    clip('none', null, null, 5),
  ]);
  const change = (diff: Partial<Parameters<Document['apply']>[0]>) =>
    document.apply({ added: [], updated: [], removed: [], ...diff });
  expect(soundOfLine(document, line)).toEqual({ kind: 'none' });
  const spoken = clip('spoken', line.id, ' Who  goes there? ', 40);
  change({ added: [spoken] });
  expect(soundOfLine(document, line)).toEqual({ kind: 'spoken', clip: spoken, isStale: false });
  expect(soundOfLine(document, { ...line, text: 'Halt!' })).toMatchObject({ isStale: true });
  const recorded = clip('before', line.id, null, 20);
  change({ added: [recorded] });
  expect(soundOfLine(document, line)).toEqual({ kind: 'recorded', clip: recorded, isStale: false });
  change({ removed: [recorded] });
  expect(soundOfLine(document, line)).toMatchObject({ kind: 'spoken' });
});
