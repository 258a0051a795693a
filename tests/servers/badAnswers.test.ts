import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyRecord } from '@shared/document/records';
import { endedJobStates, type Job } from '@shared/generation/job';
import type { Committed, RpcReply } from '@shared/rpc/table';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shotIdAt, TestProject } from '../../electron/worker/jobs/testing/testProject';
import { ComfyProvider } from '../../electron/worker/providers/comfyui/comfyProvider';
import { shippedTemplates } from '../../electron/worker/providers/comfyui/shippedTemplates';
import { WorkerService } from '../../electron/worker/workerService';
import { BadServer, badAnswers } from './badServer';
import type { Fault } from './kling/klingFaults';
import { apiKey, KlingServer } from './kling/klingServer';

/*
 * Every service by every bad answer: a clear message, nothing changed or lost, and nobody is asked but who was named.
 */

let folder: string;
let bad: BadServer;
let service: WorkerService;
let told: Map<string, Job>;
let changed: (() => void)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-bad-'));
  bad = await new BadServer().start();
  told = new Map();
  changed = [];
  service = new WorkerService({
    userDataPath: join(folder, 'data'),
    emit: (event, payload) => {
      if (event !== 'jobs.changed') return;
      const { job } = payload as { job: Job };
      told.set(job.id, job);
      for (const wake of changed.splice(0)) wake();
    },
    renderHost: null,
    runsJobs: true,
    now: Date.now,
  });
  await call('project.createAt', {
    mediaBase: 'ekonte://media/x/',
    path: path(),
    name: 'Film',
    rate: { num: 24, den: 1 },
    frameSize: { width: 1280, height: 720 },
  });
  const { diff } = await edit('shot.add', {
    id: shotId,
    lengthFrames: 96,
    fields: { action: 'Mina listens.' },
  });
  expect(diff.added.length).toBeGreaterThan(0);
});
afterEach(async () => {
  await service.dispose();
  await bad.stop();
  rmSync(folder, { recursive: true, force: true });
});

const shotId = 'sht_shot00000001';
const path = () => join(folder, 'Film.ekonte');
const edit = (command: string, args: unknown) =>
  call<Committed>('edit.run', { command, args, selection: [] });

async function call<Reply = unknown>(channel: string, request: unknown): Promise<Reply> {
  const result = await service.handle(channel, request);
  if (!result.ok) throw new Error(result.error.message);
  return result.value as Reply;
}

const holdKey = (address: string) =>
  call('keys.hold', { kling: { region: 'own', address, auth: { type: 'apiKey', key: apiKey } } });

async function newLine(): Promise<string> {
  const { diff } = await edit('dialogue.addLine', { shotId, text: 'Do you hear the bell?', language: 'en' });
  return diff.added[0]?.id ?? '';
}

/** Asks for it with a yes to its price. @returns the job when it has ended, or waits for better days */
async function made(provider: string, settings: Record<string, unknown>): Promise<Job> {
  const wish = { shotIds: [shotId], provider, preset: 'full', settings };
  const { cost } = await call<RpcReply<'generation.preview'>>('generation.preview', wish);
  const [job] = await call<Job[]>('generation.submit', { ...wish, approved: cost });
  for (;;) {
    const now = told.get(job?.id ?? '');
    if (now && (endedJobStates.includes(now.state) || now.wait?.reason === 'network')) return now;
    await new Promise<void>((wake) => {
      changed.push(wake);
    });
  }
}

const messageOf = ({ error, wait }: Job): string => error?.message ?? wait?.message ?? '';

async function records(): Promise<AnyRecord[]> {
  const { records: all } = await call<RpcReply<'document.load'>>('document.load', null);
  return all as AnyRecord[];
}

/** What each service is asked for. @returns what the person is told */
const services: Readonly<Record<string, () => Promise<string>>> = {
  'a clip by Kling': async () => {
    await holdKey(bad.address);
    return messageOf(await made('kling', { resolution: '720p', firstFrame: 'none' }));
  },
  'a line spoken by Kling': async () => {
    await holdKey(bad.address);
    const [line] = (await records()).filter(({ kind }) => kind === 'dialogueLine');
    return messageOf(await made('klingSpeech', { dialogueLineId: line?.id, voiceId: 'oversea_male1' }));
  },
  'a clip by ComfyUI': async () => {
    // Its queue needs the renderer for the pictures of a shot, which is there in a test project only.
    const project = new TestProject(1);
    const provider = new ComfyProvider({
      servers: () => [{ id: 'srv_000000000', name: '', address: bad.address, isEnabled: true }],
      templates: shippedTemplates,
      pictures: { load: () => Promise.reject(new Error('No pictures here.')) },
      folder: join(project.projectFolder, 'cache', 'comfyui'),
      lookInside: () => Promise.reject(new Error('Nothing to look into.')),
      now: Date.now,
    });
    const queue = project.queueWith(provider);
    try {
      await queue.start();
      const [job] = await queue.submitClips({
        shotIds: [shotIdAt(0)],
        provider: 'comfyui',
        preset: 'full',
        settings: { templateId: 'ltxv-text', seed: 5 },
      });
      const last = () => project.last(job?.id ?? '');
      await project.until(() => last()?.state === 'failed' || last()?.wait?.reason === 'network');
      expect([project.takes(shotIdAt(0)), project.files('media')]).toEqual([[], []]);
      return messageOf(last() as Job);
    } finally {
      await queue.dispose();
      project.dispose();
    }
  },
  'shots by a language model': async () => {
    await call('planner.saveLanguageModel', { address: `${bad.address}/v1`, model: 'qwen3:8b' });
    return call('planner.planShots', { heading: 'EXT. PIER', text: 'Mina waits.' }).then(
      () => '',
      (error: Error) => error.message,
    );
  },
};

describe.each(Object.entries(services))('%s', (_service, ask) => {
  test.each(badAnswers)('%s', async (answer) => {
    bad.answer = answer;
    await newLine();
    const before = await records();
    const message = await ask();
    // In words for a person, not of a program.
    expect(message).toMatch(/^(Kling|http|127|The connection|.*127\.0\.0\.1).{20,}/s);
    expect(message).not.toMatch(/undefined|\[object|Error:|at .*\.ts|Unexpected (token|end)|ZodError/);
    if (answer === 'on to another host') expect(message).toContain('which is not followed');
    expect(bad.heard.length).toBeGreaterThan(0);
    expect(bad.followed).toEqual([]);
    expect(await records()).toEqual(before);
  });
});

describe('the sound of a line that was spoken', () => {
  const faults: readonly [string, Fault][] = [
    ['a web page', { type: 'html' }],
    ['a wrong media type', { type: 'wrongType' }],
    ['JSON cut off', { type: 'truncated' }],
    ['larger than it may be', { type: 'huge' }],
    ['a zip bomb', { type: 'bomb' }],
    ['on to another host', { type: 'redirect', to: '' }],
    ['an address that is good no more', { type: 'expired' }],
    ['nothing', { type: 'dropBefore' }],
  ];

  test.each(faults)(
    '%s: said, and fetched when it is tried again, without a second price',
    async (name, fault) => {
      let isBad = true;
      const at = fault.type === 'redirect' ? { ...fault, to: `${bad.address}/take` } : fault;
      const kling = new KlingServer({ fault: ({ kind }) => (kind === 'file' && isBad ? at : null) });
      await kling.start();
      try {
        await holdKey(kling.address);
        const dialogueLineId = await newLine();
        const job = await made('klingSpeech', { dialogueLineId, voiceId: 'oversea_male1' });
        expect(messageOf(job)).toMatch(/.{20,}/);
        expect(messageOf(job)).not.toMatch(/undefined|\[object|Error:/);
        if (name === 'on to another host') expect(messageOf(job)).toContain('which is not followed');
        expect(bad.heard).toEqual([]);
        expect((await records()).filter(({ kind }) => kind === 'media' || kind === 'clip')).toEqual([]);
        isBad = false;
        if (job.state === 'failed') await call('jobs.retry', { jobId: job.id });
        else await call('jobs.resume', { jobIds: [job.id] });
        while (told.get(job.id)?.state !== 'done') {
          expect(told.get(job.id)?.state).not.toBe('failed');
          await new Promise<void>((wake) => {
            changed.push(wake);
          });
        }
        expect(kling.spoken).toHaveLength(1);
        expect(await call<unknown[]>('ledger.list', null)).toMatchObject([{ charged: { amount: 0.05 } }]);
        expect((await records()).filter(({ kind }) => kind === 'clip')).toHaveLength(1);
        const left = readdirSync(path(), { recursive: true, encoding: 'utf8' });
        expect(left.filter((file) => /\.(part|etag)$/.test(file))).toEqual([]);
      } finally {
        await kling.stop();
      }
    },
  );
});
