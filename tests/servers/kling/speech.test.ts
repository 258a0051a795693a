import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clip, DialogueLine, Media, Take } from '@shared/document/records';
import { endedJobStates, type Job } from '@shared/generation/job';
import type { LedgerEntry } from '@shared/generation/ledger';
import type { Committed, RpcReply } from '@shared/rpc/table';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkerService } from '../../../electron/worker/workerService';
import { apiKey, KlingServer } from './klingServer';

/*
 * Voices and lip-sync of Kling, by the channels that a window uses, on a project on disk; nothing is replaced but Kling itself.
 */

let folder: string;
let server: KlingServer;
let service: WorkerService;
let told: Job[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-speech-'));
  server = new KlingServer({ looksToDone: 1 });
  await server.start();
  service = newService();
  await call('project.createAt', {
    mediaBase: 'ekonte://media/x/',
    path: path(),
    name: 'Film',
    rate: { num: 24, den: 1 },
    frameSize: { width: 1280, height: 720 },
  });
  await hold();
});
afterEach(async () => {
  await service.dispose();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function newService(): WorkerService {
  told = [];
  return new WorkerService({
    userDataPath: null,
    emit: (event, payload) => {
      if (event === 'jobs.changed') told.push((payload as { job: Job }).job);
    },
    renderHost: null,
    runsJobs: true,
    now: Date.now,
  });
}

const path = () => join(folder, 'Film.ekonte');
const hold = () =>
  call('keys.hold', {
    kling: { region: 'own', address: server.address, auth: { type: 'apiKey', key: apiKey } },
  });

async function call<Reply = unknown>(channel: string, request: unknown): Promise<Reply> {
  const result = await service.handle(channel, request);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value as Reply;
}

const edit = (command: string, args: unknown) =>
  call<Committed>('edit.run', { command, args, selection: [] });
const list = <Kind extends 'clip' | 'take' | 'media' | 'dialogueLine'>(kind: Kind) =>
  service.session().document.list(kind);
const ledger = () => call<LedgerEntry[]>('ledger.list', null);

async function newShot(seconds = 4): Promise<string> {
  const args = { lengthFrames: seconds * 24, fields: { action: 'Mina listens.' } };
  const { diff } = await edit('shot.add', args);
  return diff.added.find(({ kind }) => kind === 'shot')?.id ?? '';
}

async function newLine(shotId: string, text: string, language = 'en'): Promise<string> {
  const { diff } = await edit('dialogue.addLine', { shotId, text, language });
  return diff.added[0]?.id ?? '';
}

async function ended(jobs: readonly Job[]): Promise<Job[]> {
  const last = ({ id }: Job) => told.findLast((job) => job.id === id);
  while (!jobs.every((job) => endedJobStates.includes(last(job)?.state ?? 'queued'))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return jobs.map((job) => last(job) as Job);
}

interface Wish {
  readonly shotIds: readonly string[];
  readonly provider: string;
  readonly preset: 'full';
  readonly settings: Record<string, unknown>;
}

const preview = (wish: Wish) => call<RpcReply<'generation.preview'>>('generation.preview', wish);

/** Sees the price, says yes to it, waits for the end. */
async function make(wish: Wish): Promise<Job> {
  const { cost } = await preview(wish);
  const [job] = await ended(await call<Job[]>('generation.submit', { ...wish, approved: cost }));
  return job as Job;
}

const speechWish = (shotId: string, dialogueLineId: string, settings = {}): Wish => ({
  shotIds: [shotId],
  provider: 'klingSpeech',
  preset: 'full',
  settings: { dialogueLineId, voiceId: 'oversea_male1', ...settings },
});
const lipSyncWish = (shotId: string, takeId: string, dialogueLineId: string, settings = {}): Wish => ({
  shotIds: [shotId],
  provider: 'klingLipSync',
  preset: 'full',
  settings: { takeId, dialogueLineId, ...settings },
});
const clipOf = (lineId: string) =>
  list('clip').find(({ dialogueLineId }) => dialogueLineId === lineId) as Clip;

describe('a line spoken by Kling', () => {
  it('shows its price first, takes the place of the scratch voice, and undo brings that back', async () => {
    const shotId = await newShot();
    const lineId = await newLine(shotId, 'Do you hear the bell?');
    await call('speech.speakLines', { lineIds: [lineId], selection: [] });
    const scratch = clipOf(lineId);
    const wish = speechWish(shotId, lineId, { speed: 9 });
    expect(await preview(wish)).toMatchObject({
      isSendable: true,
      cost: { amount: 0.05, unit: 'unit', money: { amount: 0.007, currency: 'USD' } },
    });
    const [waiting] = await call<Job[]>('generation.submit', { ...wish, approved: null });
    expect(waiting).toMatchObject({ type: 'speech', state: 'waiting', wait: { reason: 'approval' } });
    expect(server.spoken).toEqual([]);
    await call('jobs.approve', { jobIds: [waiting?.id] });
    const [job] = await ended([waiting as Job]);
    expect(job).toMatchObject({ type: 'speech', state: 'done', error: null });
    expect(server.spoken.map(({ body }) => body)).toEqual([
      { text: 'Do you hear the bell?', voice_id: 'oversea_male1', voice_language: 'en', voice_speed: 2 },
    ]);
    const clip = clipOf(lineId);
    const media = service.session().document.require('media', clip.mediaId) as Media;
    expect(media).toMatchObject({ name: 'Voice: Do you hear the bell?', content: { type: 'sound' } });
    expect(clip).toMatchObject({ startFrame: scratch.startFrame, lengthFrames: 48 });
    expect(readFileSync(join(path(), media.storage.path)).toString('latin1', 0, 4)).toBe('RIFF');
    expect(await ledger()).toMatchObject([
      { purpose: 'speech', state: 'settled', charged: { amount: 0.05, money: { amount: 0.007 } } },
    ]);
    await call('edit.undo', null);
    expect(clipOf(lineId).mediaId).toBe(scratch.mediaId);
    // It was paid for: the sound stays among the media.
    expect(list('media').some(({ id }) => id === media.id)).toBe(true);
    await call('edit.redo', null);
    expect(clipOf(lineId).mediaId).toBe(media.id);
  });

  it.each([
    ['ja', '風だ。', 'knows English and Chinese, not Japanese'],
    ['en', ' ', 'no words'],
    ['en', 'x'.repeat(1_001), 'at most 1000'],
  ])('%s: what cannot be spoken is said before anything is sent', async (language, text, words) => {
    const shotId = await newShot();
    const lineId = await newLine(shotId, text, language);
    const shown = await preview(speechWish(shotId, lineId));
    expect(shown.isSendable).toBe(false);
    expect(shown.groups[0]?.problems[0]?.message).toContain(words);
    await expect(
      call('generation.submit', { ...speechWish(shotId, lineId), approved: null }),
    ).rejects.toThrow(words);
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['loseAnswer', { type: 'loseAnswer' } as const],
    ['truncated', { type: 'truncated' } as const],
    ['trouble of its own', { type: 'code', status: 500, code: 5000 } as const],
  ])('%s: it is told, counted as spent, and not sent again by itself', async (_name, fault) => {
    const shotId = await newShot();
    const lineId = await newLine(shotId, 'Wait.');
    server.options = { ...server.options, fault: ({ kind }) => (kind === 'create' ? fault : null) };
    const job = await make(speechWish(shotId, lineId));
    expect(job).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('answer was lost') },
    });
    expect(server.of('create')).toHaveLength(1);
    expect(await ledger()).toMatchObject([{ state: 'settled', charged: { amount: 0.05 } }]);
    server.options = { looksToDone: 1 };
    const again = await call<Job>('jobs.retry', { jobId: job.id });
    expect(again.wait?.reason).toBe('approval');
    await call('jobs.approve', { jobIds: [job.id] });
    expect((await ended([again]))[0]?.state).toBe('done');
    expect(await ledger()).toHaveLength(2);
  });

  it('refused words cost nothing; a server that cannot be reached is tried again without doubt', async () => {
    const shotId = await newShot();
    const lineId = await newLine(shotId, 'Wait.');
    server.options = {
      ...server.options,
      fault: ({ kind }) => (kind === 'create' ? { type: 'code', status: 400, code: 1301 } : null),
    };
    const refused = await make(speechWish(shotId, lineId));
    expect(refused).toMatchObject({ state: 'failed', error: { message: expect.stringContaining('unsafe') } });
    expect(await ledger()).toMatchObject([{ state: 'settled', charged: null }]);
    server.options = {
      looksToDone: 1,
      fault: ({ kind, count }) =>
        kind === 'create' && count === 1 ? { type: 'code', status: 429, code: 1303, retryAfter: '0' } : null,
    };
    expect((await make(speechWish(shotId, lineId, { speed: 1.5 }))).state).toBe('done');
    expect(server.spoken).toHaveLength(1);
  });

  it('killed on its way, it is not sent again after the restart', async () => {
    const shotId = await newShot();
    const lineId = await newLine(shotId, 'Wait.');
    let arrived = (): void => undefined;
    const isThere = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    server.options = {
      ...server.options,
      fault: ({ kind }) => {
        if (kind === 'create') arrived();
        return kind === 'create' ? { type: 'slow', ms: 2_000 } : null;
      },
    };
    const wish = speechWish(shotId, lineId);
    const { cost } = await preview(wish);
    const jobs = await call<Job[]>('generation.submit', { ...wish, approved: cost });
    await isThere;
    await service.dispose();
    server.options = { looksToDone: 1 };
    service = newService();
    await call('project.openAt', { path: path(), mediaBase: 'ekonte://media/x/' });
    await hold();
    const [job] = await ended(jobs);
    expect(job).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('answer was lost') },
    });
    expect(server.of('create')).toHaveLength(1);
    expect(await ledger()).toMatchObject([{ state: 'settled', charged: { amount: 0.05 } }]);
  });
});

describe('lip-sync of a take to a line', () => {
  /** A shot with a take by Kling and a line that was spoken by the scratch voice. */
  async function filmed(): Promise<{ shotId: string; take: Take; line: DialogueLine }> {
    const shotId = await newShot();
    const lineId = await newLine(shotId, 'Do you hear the bell out there?');
    await call('speech.speakLines', { lineIds: [lineId], selection: [] });
    const settings = { resolution: '720p', firstFrame: 'none' };
    await make({ shotIds: [shotId], provider: 'kling', preset: 'full', settings });
    const take = list('take')[0] as Take;
    return { shotId, take, line: service.session().document.require('dialogueLine', lineId as never) };
  }

  it('names the clip by its id there, finds the face, and brings a new take of the shot', async () => {
    const { shotId, take, line } = await filmed();
    const wish = lipSyncWish(shotId, take.id, line.id);
    // 4 s come as 4.04: one step of five seconds, and the face.
    expect(await preview(wish)).toMatchObject({ isSendable: true, cost: { amount: 0.55 } });
    const job = await make(wish);
    expect(job).toMatchObject({ type: 'lipSync', state: 'done', error: null });
    expect(server.faceSearches).toEqual([{ video_id: `out-${server.made[0]?.id}-0` }]);
    const [, sent] = server.made;
    expect(sent).toMatchObject({
      route: 'v1/videos/advanced-lip-sync',
      externalId: expect.stringMatching(/^ekonte-/),
      body: {
        session_id: 'session-1',
        face_choose: [
          { face_id: 'face-1', sound_start_time: 0, sound_insert_time: 250, original_audio_volume: 0 },
        ],
      },
    });
    const takes = list('take');
    expect(takes).toHaveLength(2);
    expect(takes.find(({ id }) => id !== take.id)).toMatchObject({
      shotId,
      provider: 'klingLipSync',
      inputsHash: take.inputsHash,
      lengthFrames: take.lengthFrames,
      mediaInFrames: take.mediaInFrames,
      cost: { amount: 0.55 },
    });
    const entries = await ledger();
    expect(entries.map(({ purpose }) => purpose)).toEqual(['clip', 'lipSync']);
    const sum = entries.reduce((total, { charged }) => total + (charged?.amount ?? 0), 0);
    expect(sum).toBeCloseTo(server.chargedUnits);
  });

  it('a lost answer after acceptance: it is looked up by its name and made once', async () => {
    const { shotId, take, line } = await filmed();
    server.options = {
      ...server.options,
      fault: ({ path: route, kind }) =>
        kind === 'create' && route.endsWith('advanced-lip-sync') ? { type: 'loseAnswer' } : null,
    };
    const { cost } = await preview(lipSyncWish(shotId, take.id, line.id));
    const jobs = await call<Job[]>('generation.submit', {
      ...lipSyncWish(shotId, take.id, line.id),
      approved: cost,
    });
    while (told.findLast(({ id }) => id === jobs[0]?.id)?.wait?.reason !== 'network') {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    server.options = { looksToDone: 1 };
    await call('jobs.resume', { jobIds: [jobs[0]?.id] });
    expect((await ended(jobs))[0]?.state).toBe('done');
    expect([server.made.length, server.twins, server.faceSearches.length]).toEqual([2, 0, 1]);
    expect([...server.timesByExternalId.values()]).toEqual([1, 1]);
  });

  it('no face, a failed task, refused codes: each in words, with what it cost', async () => {
    const { shotId, take, line } = await filmed();
    server.options = { looksToDone: 1, faces: [] };
    const faceless = await make(lipSyncWish(shotId, take.id, line.id));
    expect(faceless.error?.message).toContain('no face in this take');
    expect((await ledger())[1]).toMatchObject({ purpose: 'lipSync', charged: { amount: 0.05 } });
    server.options = { looksToDone: 1, failure: () => 'lips hidden' };
    const failed = await make(lipSyncWish(shotId, take.id, line.id, { keepsOwnSound: true }));
    expect(failed.error?.message).toContain('lips hidden');
    server.options = {
      looksToDone: 1,
      fault: ({ path: route }) =>
        route.endsWith('identify-face') ? { type: 'code', status: 429, code: 1102 } : null,
    };
    const { cost } = await preview(lipSyncWish(shotId, take.id, line.id));
    const wish = { ...lipSyncWish(shotId, take.id, line.id), approved: cost };
    const [poor] = await call<Job[]>('generation.submit', wish);
    while (told.findLast(({ id }) => id === poor?.id)?.wait?.reason !== 'quota') {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(list('take')).toHaveLength(1);
  });

  it('says in words what makes it impossible, and takes an address instead', async () => {
    const { shotId, take, line } = await filmed();
    const silent = await newLine(shotId, 'And now?');
    const words = async (wish: Wish) => (await preview(wish)).groups[0]?.problems[0]?.message;
    expect(await words(lipSyncWish(shotId, take.id, silent))).toContain('no sound yet');
    const other = await newShot();
    const elsewhere = await newLine(other, 'Here.');
    expect(await words(lipSyncWish(shotId, take.id, elsewhere))).toContain('different shots');
    expect(
      await words(lipSyncWish(shotId, take.id, line.id, { videoUrl: 'http://example.com/a.mp4' })),
    ).toContain('begins with https://');
    // A take that Kling does not know: here, one whose place in the ledger was made for another project.
    service.session().database.handle.prepare("UPDATE ledger SET take_ids = '[]'").run();
    expect(await words(lipSyncWish(shotId, take.id, line.id))).toContain('give the address');
    const job = await make(lipSyncWish(shotId, take.id, line.id, { videoUrl: 'https://example.com/a.mp4' }));
    expect(job.state).toBe('done');
    expect(server.faceSearches.at(-1)).toEqual({ video_url: 'https://example.com/a.mp4' });
  });
});
