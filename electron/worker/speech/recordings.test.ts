import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DialogueLineId } from '@shared/document/ids';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { MediaProject, shotId } from '../media/testing/mediaProject';
import { Recordings } from './recordings';
import { waveHeader } from './waveFile';

let project: MediaProject;
let lineId: DialogueLineId;

beforeEach(async () => {
  project = new MediaProject();
  const args = { shotId, text: 'Do you hear the bell?' };
  const { diff } = await project.runCommand('dialogue.addLine', args, { source: 'user' });
  lineId = diff.added[0]?.id as DialogueLineId;
  project.edits.length = 0;
});
afterEach(() => project.dispose());

/** The program as it is after a start. */
const begun = () =>
  new Recordings({
    projectFolder: project.projectFolder,
    document: project.document,
    runCommand: project.runCommand,
    runCommands: project.runCommands,
    now: () => 0,
  });

const rate = 16_000;
/** Half a second, each sample its own. */
const piece = (at: number): Uint8Array =>
  new Uint8Array(Int16Array.from({ length: rate / 2 }, (_, index) => index + at).buffer);

const hidden = () => project.files('media').filter((name) => name.startsWith('.'));
const clips = () => project.document.list('clip').filter(({ dialogueLineId }) => dialogueLineId === lineId);

it('a recording takes the place of what was heard for its line: one edit, a whole file', async () => {
  const recordings = begun();
  const { recordingId } = await recordings.begin(lineId, rate);
  // Sent at once, written in order.
  await Promise.all([0, 1, 2].map((at) => recordings.write(recordingId, piece(at))));
  await recordings.keep(recordingId, []);
  expect(project.edits.map(({ label }) => label)).toEqual(['Record Line']);
  expect(clips()).toMatchObject([{ lengthFrames: 36, spokenText: null }]);
  const media = project.onlyMedia();
  expect(media).toMatchObject({
    name: 'Voice: Do you hear the bell?.wav',
    mimeType: 'audio/wav',
    content: {
      type: 'sound',
      codec: 'pcm-s16',
      sound: { sampleRate: rate, channels: 1, sampleCount: 24_000 },
    },
  });
  const bytes = readFileSync(join(project.projectFolder, media.storage.path));
  expect(bytes).toEqual(Buffer.concat([waveHeader(48_000, rate), piece(0), piece(1), piece(2)]));
  expect(hidden()).toEqual([]);

  const again = await recordings.begin(lineId, rate);
  await recordings.write(again.recordingId, piece(9));
  await recordings.keep(again.recordingId, []);
  expect(clips()).toHaveLength(1);
  expect(clips()[0]?.mediaId).not.toBe(media.id);
});

it('the import of a recording knows it: its header is that of any other sound', async () => {
  const recordings = begun();
  const { recordingId } = await recordings.begin(lineId, rate);
  await recordings.write(recordingId, piece(0));
  await recordings.keep(recordingId, []);
  const { storage, content } = project.onlyMedia();
  const copy = project.put('copy.wav', readFileSync(join(project.projectFolder, storage.path)));
  const { files } = await project.import([copy]);
  expect(files).toMatchObject([{ ok: true, mediaId: project.onlyMedia().id }]);
  expect(content).toEqual(project.onlyMedia().content);
});

it('discarded, nothing stays; without a sound it is not kept; of a line that is gone none begins', async () => {
  const recordings = begun();
  const { recordingId } = await recordings.begin(lineId, rate);
  await recordings.write(recordingId, piece(0));
  await recordings.discard(recordingId);
  await recordings.discard(recordingId);
  expect([project.files('media'), project.edits]).toEqual([[], []]);
  await expect(recordings.write(recordingId, piece(1))).rejects.toThrow('This recording is gone');
  const empty = await recordings.begin(lineId, rate);
  await expect(recordings.keep(empty.recordingId, [])).rejects.toThrow('nothing in this recording');
  await expect(recordings.write(empty.recordingId, new Uint8Array(3))).rejects.toThrow('middle of a sample');
  await recordings.discard(empty.recordingId);
  await expect(recordings.begin('dlg_gone00000000' as DialogueLineId, rate)).rejects.toThrow(
    'no longer there',
  );
  expect(project.files('media')).toEqual([]);
});

describe('the program ends in the middle', () => {
  test('what was on the disk is in the media at the next start, and not on the line', async () => {
    await begunWith(piece(0), piece(1));
    const [name] = hidden();
    // The last sample was cut in two.
    const path = join(project.projectFolder, 'media', name ?? '');
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from([7])]));
    const next = begun();
    expect(await next.recover()).toEqual([
      { mediaId: project.onlyMedia().id, name: 'Voice: Do you hear the bell?', seconds: 1, lineId },
    ]);
    const media = project.onlyMedia();
    expect(media.name).toBe('Voice: Do you hear the bell? (cut off).wav');
    expect(readFileSync(join(project.projectFolder, media.storage.path))).toEqual(
      Buffer.concat([waveHeader(32_000, rate), piece(0), piece(1)]),
    );
    expect([clips(), hidden()]).toEqual([[], []]);
    expect(await next.recover()).toEqual([]);
  });

  test.each([
    ['before its header was written', Buffer.alloc(0)],
    ['before anything was said', Buffer.concat([waveHeader(0, rate), Buffer.alloc(1_000)])],
    ['and its header is none', Buffer.alloc(90_000, 7)],
  ])('%s: dropped', async (_name, bytes) => {
    const name = `.recording-${lineId}-abcdefghijkl.wav`;
    await begunWith();
    for (const left of hidden()) writeFileSync(join(project.projectFolder, 'media', left), bytes);
    writeFileSync(join(project.projectFolder, 'media', name), bytes);
    writeFileSync(join(project.projectFolder, 'media', 'mine.wav'), bytes);
    expect(await begun().recover()).toEqual([]);
    expect(project.files('media')).toEqual(['mine.wav']);
    expect(project.media()).toEqual([]);
  });

  test('of one that is under way nothing is taken; closing the project leaves it for the next opening', async () => {
    const recordings = begun();
    const { recordingId } = await recordings.begin(lineId, rate);
    await recordings.write(recordingId, piece(0));
    expect(await recordings.recover()).toEqual([]);
    await recordings.dispose();
    const [name] = hidden();
    expect(statSync(join(project.projectFolder, 'media', name ?? '')).size).toBe(44 + rate);
    expect(readdirSync(join(project.projectFolder, 'media'))).toHaveLength(1);
    expect(await begun().recover()).toMatchObject([{ seconds: 0.5, lineId }]);
  });

  /** A recording that nobody ends. */
  async function begunWith(...pieces: Uint8Array[]): Promise<void> {
    const recordings = begun();
    const { recordingId } = await recordings.begin(lineId, rate);
    for (const samples of pieces) await recordings.write(recordingId, samples);
  }
});
