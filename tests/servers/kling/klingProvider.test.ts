import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createElement, createLook } from '@shared/document/factories';
import type { Media } from '@shared/document/records';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { JobSettingsTable } from '../../../electron/worker/jobs/jobSettingsTable';
import { shotIdAt } from '../../../electron/worker/jobs/testing/testProject';
import { endThreads, KlingBench } from './klingBench';
import { accessKeys, apiKey, type KlingServerOptions } from './klingServer';

const benches: KlingBench[] = [];
async function bench(shots: number, options: KlingServerOptions = {}): Promise<KlingBench> {
  const made = await KlingBench.start(shots, options);
  benches.push(made);
  return made;
}
afterEach(async () => {
  for (const one of benches.splice(0)) await one.stop();
});
afterAll(endThreads);

const text = { firstFrame: 'none' } as const;

describe('clips by Kling', () => {
  it('brings a take: request, price and file as asked for', async () => {
    const kling = await bench(1);
    const [job] = await kling.make([0], text);
    expect(job).toMatchObject({ state: 'done', provider: 'kling', model: 'kling-3.0-omni', error: null });
    const [take] = kling.takes(0);
    // 10 frames were asked for; the model makes three seconds at least.
    expect(take).toMatchObject({
      provider: 'kling',
      model: 'kling-3.0-omni',
      lengthFrames: 72,
      mediaInFrames: 0,
      cost: { amount: 1.8, unit: 'unit' },
      jobId: job?.id,
    });
    const media = kling.project.document.require('media', take?.mediaId as Media['id']);
    expect(media).toMatchObject({
      mimeType: 'video/mp4',
      content: { type: 'video', width: 1280, height: 720, rate: { num: 24, den: 1 }, frameCount: 73 },
    });
    const stored = readFileSync(join(kling.project.projectFolder, media.storage.path));
    expect(stored.byteLength).toBe(media.byteSize);
    expect(kling.server.made).toHaveLength(1);
    expect(kling.ledgerUnits).toBe(1.8);
    expect(kling.ledger.list()).toMatchObject([
      {
        state: 'settled',
        estimate: { amount: 1.8 },
        charged: { amount: 1.8, money: { amount: 0.252, currency: 'USD' } },
      },
    ]);
  });

  it('never sends before the person has said yes', async () => {
    const kling = await bench(2);
    const jobs = await kling.submit([0, 1], { ...text, grouping: 'single' });
    expect(jobs.map(({ state, wait, estimate }) => [state, wait?.reason, estimate?.amount])).toEqual([
      ['waiting', 'approval', 1.8],
      ['waiting', 'approval', 1.8],
    ]);
    expect(kling.server.seen).toEqual([]);
    kling.queue.approve([jobs[1]?.id as string]);
    await kling.ended([jobs[1] as never]);
    expect(kling.server.made).toHaveLength(1);
    expect(kling.takes(0)).toEqual([]);
  });

  it('begins at once with what was seen before, and not with more', async () => {
    const kling = await bench(2);
    const seen = { amount: 1.8, unit: 'unit', money: null, credits: null };
    const wish = {
      provider: 'kling',
      preset: 'full' as const,
      settings: { resolution: '720p', ...text, grouping: 'single' } as never,
    };
    const [job] = await kling.queue.submitClips({ ...wish, shotIds: [shotIdAt(0)], approved: seen });
    expect((await kling.ended([job as never]))[0]?.state).toBe('done');
    const [more] = await kling.queue.submitClips({
      ...wish,
      shotIds: [shotIdAt(1)],
      approved: { ...seen, amount: 1 },
    });
    expect(more?.wait?.reason).toBe('approval');
  });

  it('puts a multi-shot clip back on its shots, to the frame', async () => {
    const kling = await bench(5);
    for (const [shot, frames] of [48, 60, 24, 72, 30].entries()) await kling.setLength(shot, frames);
    const jobs = await kling.make([0, 1, 2, 3, 4], { ...text, sound: 'on' });
    expect(jobs).toMatchObject([{ state: 'done', label: '1A-1E', shotIds: [0, 1, 2, 3, 4].map(shotIdAt) }]);
    expect(kling.server.made[0]?.body).toMatchObject({
      settings: { duration: 11, multi_shot: true, audio: 'native' },
    });
    const parts = [0, 1, 2, 3, 4].map((shot) => kling.takes(shot)[0]);
    expect(parts.map((take) => [take?.mediaInFrames, take?.lengthFrames])).toEqual([
      [0, 48],
      [48, 72],
      [120, 24],
      [144, 72],
      [216, 49],
    ]);
    expect(new Set(parts.map((take) => take?.mediaId)).size).toBe(1);
    const total = parts.reduce((sum, take) => sum + (take?.cost?.amount ?? 0), 0);
    expect(total).toBeCloseTo(8.8);
  });

  it('takes cuts that are seen in the clip', async () => {
    const kling = await bench(2);
    await kling.setLength(0, 48);
    await kling.setLength(1, 72);
    kling.cutWindows = async (_path, [cut = 0]) => [
      {
        frames: Array.from({ length: 24 }, (_, index) => ({
          seconds: cut - 0.5 + index / 24,
          change: index === 15 ? 0.6 : 0.02,
        })),
      },
    ];
    await kling.make([0, 1], text);
    expect(kling.takes(0)[0]).toMatchObject({ mediaInFrames: 0, lengthFrames: 51 });
    expect(kling.takes(1)[0]).toMatchObject({ mediaInFrames: 51, lengthFrames: 70 });
  });

  it('keeps the plan when nobody could look into the clip', async () => {
    const kling = await bench(2);
    await kling.setLength(0, 48);
    await kling.setLength(1, 72);
    kling.cutWindows = () => Promise.reject(new Error('no decoder here'));
    const [job] = await kling.make([0, 1], text);
    expect(job).toMatchObject({ state: 'done', error: null });
    expect(kling.takes(1)[0]).toMatchObject({ mediaInFrames: 48, lengthFrames: 73 });
  });

  it('asks about all jobs in one call', async () => {
    const kling = await bench(3, { looksToDone: 6 });
    await kling.make([0, 1, 2], { ...text, grouping: 'single' });
    const queries = kling.server.of('query').filter(({ path }) => path === 'tasks');
    expect(queries.length).toBeLessThan(3 * 6);
  });

  it('says why a job failed, and that it cost nothing', async () => {
    const kling = await bench(1, { failure: () => 'Too much  smoke' });
    const [job] = await kling.make([0], text);
    expect(job).toMatchObject({
      state: 'failed',
      error: { code: 'refused', message: 'Kling could not make it. It says: "Too much smoke".' },
    });
    expect(kling.ledger.list()).toMatchObject([{ state: 'settled', charged: null }]);
    // Asking again is a new submission, and needs a new yes.
    kling.server.options = {};
    const again = await kling.queue.retry(job?.id as string);
    expect(again.wait?.reason).toBe('approval');
    kling.queue.approve([again.id]);
    expect((await kling.ended([again]))[0]?.state).toBe('done');
    expect(kling.server.made).toHaveLength(2);
    expect(new Set(kling.server.made.map(({ externalId }) => externalId)).size).toBe(2);
  });

  it('refuses what cannot be sent before it is queued', async () => {
    const kling = await bench(1);
    await kling.setLength(0, 1000);
    await expect(kling.submit([0], text)).rejects.toThrow('at most 15 seconds at once');
    expect(kling.queue.list()).toEqual([]);
    expect(kling.server.seen).toEqual([]);
  });

  it('keeps a clip that was paid for when its shot is gone', async () => {
    const kling = await bench(2);
    const jobs = await kling.ask([0], text);
    await kling.project.runCommand('shot.delete', { shotIds: [shotIdAt(0)] }, { source: 'user' });
    const [job] = await kling.ended(jobs);
    expect(job?.error?.message).toContain('It was paid for, so it is kept in Media as "1A"');
    expect(kling.project.document.list('media').some(({ name }) => name === '1A')).toBe(true);
    expect(kling.ledgerUnits).toBe(kling.server.chargedUnits);
  });
});

describe('elements', () => {
  async function withMina(kling: KlingBench): Promise<void> {
    const picture = kling.project.document.list('media')[0] as Media;
    const side = { ...picture, id: 'med_side000001' as Media['id'], fingerprint: 'c'.repeat(64) };
    const element = createElement({
      id: 'elm_mina00001' as never,
      order: 'a0',
      type: 'character',
      name: 'Mina',
    });
    const look = createLook({
      id: 'lok_mina00001' as never,
      elementId: element.id,
      order: 'a0',
      references: [picture.id, side.id],
    });
    kling.project.document.apply({ added: [side, element, look], updated: [], removed: [] });
    for (const shot of kling.project.document.list('shot').keys())
      await kling.edit(shot, { action: 'Mina waits.' });
  }

  it('are made once, and used again by the hash of their content', async () => {
    const kling = await bench(2);
    await withMina(kling);
    await kling.make([0], text);
    await kling.make([1], text);
    expect(kling.server.elements).toHaveLength(1);
    const [element] = kling.server.elements;
    expect(element?.name).toMatch(/^Mina [0-9a-f]{6}$/);
    expect(kling.server.made.map(({ body }) => body.contents)).toMatchObject([
      [
        { text: expect.stringContaining('@Mina waits.') },
        { type: 'element', element_id: element?.id, id: 'Mina' },
      ],
      [{}, { element_id: element?.id }],
    ]);
    // After a restart, too.
    kling.queue = kling.newQueue();
    await kling.queue.start();
    await kling.make([0], { ...text, seconds: { [shotIdAt(0)]: 4 } });
    expect(kling.server.elements).toHaveLength(1);
  });

  it('are made anew when Kling has them no more, or they look otherwise', async () => {
    const kling = await bench(2);
    await withMina(kling);
    await kling.make([0], text);
    for (const element of kling.server.elements) element.isDeleted = true;
    kling.queue = kling.newQueue();
    await kling.queue.start();
    await kling.make([1], text);
    expect(kling.server.elements).toHaveLength(2);
    await kling.project.runCommand(
      'element.editLook',
      { lookId: 'lok_mina00001', fields: { keepNotes: 'red buttons' } },
      { source: 'user' },
    );
    await kling.make([0], text);
    expect(kling.server.elements).toHaveLength(3);
  });

  it('are found by name when the answer to their making was lost', async () => {
    const kling = await bench(1, {
      fault: ({ kind, path, count }) =>
        kind === 'create' && path.includes('elements') && count === 0 ? { type: 'loseAnswer' } : null,
    });
    await withMina(kling);
    await kling.make([0], text);
    expect(kling.server.elements).toHaveLength(1);
  });

  it('a voice is made from its address, bound, and charged in the ledger', async () => {
    const kling = await bench(1);
    await withMina(kling);
    await kling.make([0], { ...text, voiceUrls: { elm_mina00001: 'https://example.org/mina.wav' } });
    expect(kling.server.voices).toHaveLength(1);
    expect(kling.server.elements[0]?.body.element_voice_id).toBe(kling.server.voices[0]?.id);
    expect(kling.ledger.list().map(({ purpose, charged }) => [purpose, charged?.amount])).toEqual([
      ['clip', 1.8],
      ['voice', 0.05],
    ]);
    expect(kling.ledgerUnits).toBe(kling.server.chargedUnits);
  });
});

describe('pictures', () => {
  it('several come as takes of the shot, the first one shown', async () => {
    const kling = await bench(1);
    const output = { type: 'stills', count: 3, isSeries: true } as const;
    const [job] = await kling.make([0], { model: 'kling-image-3.0-omni', resolution: '1k', output, ...text });
    expect(job?.state).toBe('done');
    const takes = kling.takes(0);
    expect(takes).toHaveLength(3);
    const shown = kling.project.document.require('shot', shotIdAt(0)).activeTakeId;
    const active = takes.find(({ id }) => id === shown);
    expect(kling.project.document.require('media', active?.mediaId as Media['id']).content).toMatchObject({
      type: 'image',
      width: 640,
    });
    expect(kling.ledgerUnits).toBe(24);
    // Each bears its share.
    expect(takes.map(({ cost }) => cost)).toEqual(Array(3).fill({ amount: 8, unit: 'image unit' }));
  });

  it('in 4K may go to the media only, all of them, and are paid for once', async () => {
    const kling = await bench(1);
    const output = { type: 'stills', count: 4, isSeries: false } as const;
    const settings = { model: 'kling-image-3.0-omni', resolution: '4k', output, ...text } as const;
    const [job] = await kling.ended(await kling.ask([0], settings, 'media'));
    expect(job).toMatchObject({ type: 'stills', state: 'done' });
    expect(kling.server.made.at(-1)?.body).toMatchObject({ resolution: '4k', n: 4 });
    expect(kling.takes(0)).toEqual([]);
    const names = kling.project.document.list('media').map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('1A picture')).sort()).toEqual([
      '1A picture 1',
      '1A picture 2',
      '1A picture 3',
      '1A picture 4',
    ]);
    expect(kling.ledgerUnits).toBe(kling.server.chargedUnits);
  });
});

describe('the older API, with access keys', () => {
  it('makes the same clip', async () => {
    const kling = await bench(2);
    kling.account = {
      region: 'own',
      address: kling.server.address,
      auth: { type: 'accessKey', ...accessKeys },
    };
    await kling.setLength(0, 48);
    await kling.setLength(1, 72);
    const [job] = await kling.make([0, 1], text);
    expect(job).toMatchObject({ state: 'done', error: null });
    expect(kling.server.made[0]).toMatchObject({
      route: 'v1/videos/omni-video',
      body: { multi_shot: true, shot_type: 'customize', duration: '5', mode: 'std' },
    });
    expect(kling.takes(1)[0]).toMatchObject({ mediaInFrames: 48 });
    expect(kling.ledgerUnits).toBe(kling.server.chargedUnits);
    expect(kling.server.seen.every(({ path }) => path !== 'tasks')).toBe(true);
  });

  it('says that a model needs an API key', async () => {
    const kling = await bench(1);
    kling.account = {
      region: 'own',
      address: kling.server.address,
      auth: { type: 'accessKey', ...accessKeys },
    };
    await expect(kling.submit([0], { ...text, model: 'kling-3.0-turbo' })).rejects.toThrow('API key');
  });
});

describe('keys', () => {
  it('without one the job waits, and goes on when it is there', async () => {
    const kling = await bench(1);
    const account = kling.account;
    kling.account = null;
    const jobs = await kling.ask([0], text);
    const [waiting] = await kling.resting(jobs);
    expect(waiting?.wait).toMatchObject({
      reason: 'key',
      message: 'There is no key for Kling yet. Enter it in Keys.',
    });
    kling.account = account;
    kling.queue.wake('key');
    expect((await kling.ended(jobs))[0]?.state).toBe('done');
    expect(kling.server.made).toHaveLength(1);
  });

  it('are in no file, no message and no record', async () => {
    const kling = await bench(1, {
      fault: ({ kind, count }) =>
        kind === 'create' && count === 0 ? { type: 'code', status: 400, code: 1200 } : null,
    });
    await kling.make([0], text);
    const rows = kling.project.database
      .prepare("SELECT json_group_array(request || coalesce(error_message, '')) AS all_rows FROM job")
      .get();
    expect(JSON.stringify(rows)).not.toContain(apiKey);
    expect(JSON.stringify(kling.project.told)).not.toContain(apiKey);
    expect(JSON.stringify(kling.project.document.records())).not.toContain(apiKey);
  });
});

describe('caps', () => {
  const caps = (fields: object) => ({
    isPaused: false,
    parallelJobs: {},
    caps: { currency: 'USD', job: null, day: null, project: null, ...fields },
  });

  it.each([
    ['job', { job: 0.2 }, 'your cap for one job is 0.20 USD'],
    ['day', { day: 0.4 }, "of today's 0.40 USD are spent"],
    ['project', { project: 0.4 }, "of the project's 0.40 USD are spent"],
  ])('%s: what would break it waits, until it is raised', async (name, limits, words) => {
    const kling = await bench(2);
    if (name !== 'job') await kling.make([0], text);
    kling.queue.setSettings(caps(limits));
    const before = kling.server.made.length;
    const jobs = await kling.ask([1], text);
    await kling.project.until(() => kling.project.last(jobs[0]?.id as string)?.wait?.reason === 'cap');
    expect(kling.project.last(jobs[0]?.id as string)?.wait?.message).toContain(words);
    expect(kling.server.made).toHaveLength(before);
    kling.queue.setSettings(caps({}));
    expect((await kling.ended(jobs))[0]?.state).toBe('done');
  });

  it('count what is under way', async () => {
    const kling = await bench(2, { looksToDone: 1_000_000 });
    new JobSettingsTable(kling.project.database).save(caps({ project: 0.3 }));
    const jobs = await kling.ask([0, 1], { ...text, grouping: 'single' });
    await kling.project.until(() => kling.project.last(jobs[1]?.id as string)?.wait?.reason === 'cap');
    await kling.project.until(() => kling.server.made.length > 0);
    expect(kling.server.made).toHaveLength(1);
  });
});
