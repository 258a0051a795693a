import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DialogueLineId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import type { Committed } from '@shared/rpc/table';
import { afterEach, expect, test } from 'vitest';
import { checkProject } from '../database/checkProject';
import { newProjectFolder } from '../testing/projects';
import { WorkerService } from '../workerService';

const events: unknown[] = [];
const worker = new WorkerService({
  userDataPath: null,
  emit: (event, payload) => {
    if (event === 'speech.progress') events.push(payload);
  },
  renderHost: null,
  now: Date.now,
});
afterEach(() => worker.dispose());

async function call<T>(channel: string, request: unknown): Promise<T> {
  const result = await worker.handle(channel, request);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value as T;
}

/** A project with a shot in which these lines are said. */
async function openWithLines(lines: readonly (readonly [language: string, text: string])[]) {
  const folder = newProjectFolder();
  await call('project.openAt', { path: folder, mediaBase: '' });
  const edit = (command: string, args: unknown) =>
    call<Committed>('edit.run', { command, args, selection: [] });
  const shot = (await edit('shot.add', {})).diff.added.find(({ kind }) => kind === 'shot');
  const lineIds: DialogueLineId[] = [];
  for (const [language, text] of lines) {
    const { diff } = await edit('dialogue.addLine', { shotId: shot?.id, language, text });
    lineIds.push(diff.added[0]?.id as DialogueLineId);
  }
  return { folder, lineIds };
}

const speak = (lineIds: readonly DialogueLineId[]) =>
  call<{ committed: Committed | null; problems: string[] }>('speech.speakLines', { lineIds, selection: [] });

test('lines in five languages become sounds on the dialogue track, as one edit that undo takes back', async () => {
  const { folder, lineIds } = await openWithLines([
    ['en-GB', 'Do you hear the bell out there?'],
    ['ja', 'かぜの おとしか きこえん。'],
    ['zh', '你看,那边有光。'],
    ['ko', '안녕하세요.'],
    ['es', '¿Dónde está el faro?'],
  ]);
  const { committed, problems } = await speak(lineIds);
  expect(problems).toEqual([]);
  const added = committed?.diff.added ?? [];
  const clips = added.filter(({ kind }) => kind === 'clip');
  expect(clips).toHaveLength(5);
  const sounds = added.filter((record): record is Media => record.kind === 'media');
  for (const { storage, content, byteSize } of sounds) {
    const bytes = readFileSync(join(folder, storage.path));
    expect([bytes.length, bytes.toString('latin1', 0, 4)]).toEqual([byteSize, 'RIFF']);
    if (content.type !== 'sound') throw new Error('no sound');
    const seconds = content.sound.sampleCount / content.sound.sampleRate;
    expect(seconds).toBeGreaterThan(0.4);
    expect(seconds).toBeLessThan(6);
    expect(loudness(bytes)).toBeGreaterThan(300);
  }
  expect(events).toContainEqual({ done: 4, total: 5 });
  expect(events.at(-1)).toEqual({ ended: true });
  expect(readdirSync(join(folder, 'media')).filter((name) => name.startsWith('.'))).toEqual([]);
  const undone = await call<Committed>('edit.undo', null);
  expect(undone.label).toBe('Speak 5 Lines');
  expect(undone.diff.removed.filter(({ kind }) => kind === 'clip')).toHaveLength(5);
  await call('edit.redo', null);
  expect(await checkProject(folder)).toEqual([]);
});

test('a language the synthesiser does not speak is said, the other lines are spoken', async () => {
  const { lineIds } = await openWithLines([
    ['tlh', 'nuqneH'],
    ['en', 'Hello there.'],
    ['en', '   '],
  ]);
  const { committed, problems } = await speak(lineIds);
  expect(problems).toEqual(['The synthesiser does not speak tlh: "nuqneH"']);
  expect(committed?.diff.added.filter(({ kind }) => kind === 'clip')).toHaveLength(1);
});

test('kanji are read, not spelled out; what nobody can read is told with the way to help', async () => {
  const { lineIds } = await openWithLines([
    ['ja', '灯台が呼んでいる。'],
    ['ja', 'とうだいがよんでいる。'],
    ['ja', '龘が来る'],
  ]);
  const { committed, problems } = await speak(lineIds);
  const seconds = (committed?.diff.added ?? []).flatMap((record) =>
    record.kind === 'media' && record.content.type === 'sound'
      ? [record.content.sound.sampleCount / record.content.sound.sampleRate]
      : [],
  );
  // Spelled out ("Chinese letter …") the first one takes five seconds.
  expect(seconds).toHaveLength(3);
  expect(Math.abs((seconds[0] ?? 9) - (seconds[1] ?? 0))).toBeLessThan(0.3);
  expect(problems).toEqual([expect.stringContaining('Write the reading behind it in the line: 龘（よみ）')]);
});

test('called off, nothing is there; a second wish meanwhile is refused', async () => {
  const { folder, lineIds } = await openWithLines(
    Array.from({ length: 30 }, (_, index) => [
      'en',
      `Line ${index}, which is said at some length and then once more.`,
    ]),
  );
  const speaking = worker.handle('speech.speakLines', { lineIds, selection: [] });
  expect(await worker.handle('speech.speakLines', { lineIds, selection: [] })).toMatchObject({
    ok: false,
    error: { code: 'refused' },
  });
  await call('speech.cancel', null);
  expect(await speaking).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const { records } = await call<{ records: { kind: string }[] }>('document.load', null).catch(() => ({
    records: [],
  }));
  expect(records.filter(({ kind }) => kind === 'clip')).toEqual([]);
  expect(existsSync(join(folder, 'media'))).toBe(true);
});

/** Root mean square of the samples of a WAV file, 0 … 32767. */
function loudness(bytes: Buffer): number {
  let sum = 0;
  const count = (bytes.length - 44) / 2;
  for (let index = 0; index < count; index += 1) sum += bytes.readInt16LE(44 + 2 * index) ** 2;
  return Math.sqrt(sum / count);
}
