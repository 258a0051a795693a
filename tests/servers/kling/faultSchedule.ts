import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DialogueLineId, MediaId, ShotId } from '@shared/document/ids';
import type { Media, Take } from '@shared/document/records';
import { endedJobStates, type Job } from '@shared/generation/job';
import type { LedgerEntry } from '@shared/generation/ledger';
import { lipSyncProviderId, speechProviderId } from '@shared/generation/speechService';
import { createRandom, type Random } from '@shared/testing/random';
import { Ledger } from '../../../electron/worker/jobs/ledger';
import { shotIdAt, type TestProject } from '../../../electron/worker/jobs/testing/testProject';
import type { MediaThreads } from '../../../electron/worker/media/mediaThreads';
import { mostKills, passKilled, World } from './faultWorld';
import { KlingServer } from './klingServer';
import { tone } from './resultFiles';

/*
 * Random schedules of faults and kills over clips, spoken lines and lip-syncs, and what must hold at the end of each.
 */

export interface ScheduleResult {
  readonly seed: number;
  readonly kills: number;
  readonly faults: number;
  readonly jobs: Readonly<Record<Kind, number>>;
  /** Units that the ledger counts as spent since nobody can know, and the server does not. */
  readonly unitsInDoubt: number;
  /** What is wrong at the end; [] = nothing. */
  readonly problems: readonly string[];
}

type Kind = 'clip' | 'speech' | 'lipSync';

const shotCount = 5;
/** Speech and searches for a face, units a call. */
const callUnits = 0.05;
/** Requests on their way at a kill whose end nobody knows, at most: the lanes of speech and lip-sync. */
const doubtsAKill = 4;

const wordsAt = (index: number) => `Do you hear bell number ${index}?`;

function lineIdOf({ document }: TestProject, shotId: ShotId): DialogueLineId {
  const [line] = document.childrenOf('dialogueLine', shotId);
  if (!line) throw new Error('A shot without its line.');
  return line.id;
}

/** What a person asks for, one after the other. */
class Wishes {
  readonly asked: Record<Kind, number> = { clip: 0, speech: 0, lipSync: 0 };
  readonly #jobIds = new Set<string>();
  readonly #wanted: Readonly<Record<Kind, number>>;
  readonly #lipTakes = new Set<string>();
  readonly #world: World;
  readonly #random: Random;

  constructor(world: World, random: Random) {
    this.#world = world;
    this.#random = random;
    this.#wanted = { clip: random.int(1, 4), speech: random.int(0, 3), lipSync: random.int(0, 3) };
  }

  get isOver(): boolean {
    const { clip, speech, lipSync } = this.#wanted;
    const isLipSyncOver = this.asked.lipSync >= lipSync || this.#nextTake() === undefined;
    return this.asked.clip >= clip && this.asked.speech >= speech && isLipSyncOver;
  }

  /** Jobs that the queue has said it has. */
  get jobIds(): readonly string[] {
    return [...this.#jobIds];
  }

  async next(): Promise<void> {
    const open = (['clip', 'speech', 'lipSync'] as const).filter(
      (kind) => this.asked[kind] < this.#wanted[kind] && (kind !== 'lipSync' || this.#nextTake()),
    );
    const kind = this.#random.pick(open);
    if (kind === undefined) return;
    const { queue, project } = this.#world;
    const at = this.asked[kind];
    const more = { preset: 'full' as const };
    let jobs: readonly Job[];
    if (kind === 'clip') {
      const shotIds = [
        shotIdAt(at),
        ...(this.#random.chance(0.3) ? [shotIdAt((at + 1) % shotCount)] : []),
      ] as ShotId[];
      const settings = { resolution: '720p', firstFrame: 'none', seconds: {}, style: `Run ${at}.` };
      jobs = await queue.submitClips({ shotIds, provider: 'kling', settings, ...more });
    } else if (kind === 'speech') {
      const settings = { dialogueLineId: lineIdOf(project, shotIdAt(at)), voiceId: 'oversea_male1' };
      jobs = await queue.submitClips({
        shotIds: [shotIdAt(at)],
        provider: speechProviderId,
        settings,
        ...more,
      });
    } else {
      const take = this.#nextTake() as Take;
      const settings = { takeId: take.id, dialogueLineId: lineIdOf(project, take.shotId) };
      jobs = await queue.submitClips({
        shotIds: [take.shotId],
        provider: lipSyncProviderId,
        settings,
        ...more,
      });
      this.#lipTakes.add(take.id);
    }
    for (const { id } of jobs) this.#jobIds.add(id);
    this.asked[kind] += 1;
  }

  /** A take made by Kling whose lips were not moved yet. */
  #nextTake(): Take | undefined {
    const takes = this.#world.project.document.list('take');
    return takes.find(({ id, provider }) => provider === 'kling' && !this.#lipTakes.has(id));
  }
}

/** Every shot says something, and all of it was recorded. */
async function writeFilm(project: TestProject): Promise<void> {
  const bytes = tone(2);
  const media: Media = {
    kind: 'media',
    id: 'med_recorded001' as MediaId,
    name: 'recorded.wav',
    fingerprintOf: 'whole',
    fingerprint: 'b'.repeat(64),
    byteSize: bytes.length,
    mimeType: 'audio/wav',
    importedAtMs: 0,
    storage: { mode: 'copied', path: `media/bb/${'b'.repeat(64)}.wav` },
    content: {
      type: 'sound',
      codec: 'pcm-s16',
      sound: { sampleRate: 16_000, channels: 1, sampleCount: 32_000 },
    },
  };
  const path = join(project.projectFolder, media.storage.path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  const user = { source: 'user' } as const;
  await project.runCommand('media.add', { media: [media] }, user);
  for (let at = 0; at < shotCount; at += 1) {
    const shotId = shotIdAt(at);
    await project.runCommand('shot.edit', { shotIds: [shotId], fields: { action: `Shot ${at}.` } }, user);
    await project.runCommand('dialogue.addLine', { shotId, text: wordsAt(at), language: 'en' }, user);
    await project.runCommand(
      'dialogue.useSound',
      { dialogueLineId: lineIdOf(project, shotId), mediaId: media.id },
      user,
    );
  }
}

/** Runs one schedule to its end. */
export async function runSchedule(seed: number, threads: MediaThreads): Promise<ScheduleResult> {
  const random = createRandom(seed);
  const server = new KlingServer({
    looksToDone: random.int(1, 5),
    ...(random.chance(0.5) ? { slots: 2 } : {}),
  });
  await server.start();
  const world = new World(random, server, threads);
  const { project } = world;
  try {
    await writeFilm(project);
    await world.queue.start();
    const wishes = new Wishes(world, random);
    let cancelled = 0;
    let retried = 0;
    // The first life is mortal, too.
    await world.restart();
    const nudge = (): void => {
      try {
        if (world.life.isOver) return;
        const jobs = world.queue.list();
        world.queue.approve(jobs.filter(({ wait }) => wait?.reason === 'approval').map(({ id }) => id));
        // A person sees to keys, packages and jobs that were begun too often.
        world.queue.resume(jobs.filter(({ wait }) => wait && wait.untilMs === null).map(({ id }) => id));
        const running = jobs.filter(({ state }) => !endedJobStates.includes(state));
        if (cancelled < 2 && running.length > 1 && random.chance(0.03)) {
          cancelled += 1;
          void world.queue.cancel(random.pick(running)?.id as string).catch(() => undefined);
        }
        const failed = jobs.find(({ state }) => state === 'failed' || (state === 'cancelled' && retried < 2));
        if (failed && retried < 8) {
          retried += 1;
          void world.queue.retry(failed.id).catch(() => undefined);
        }
        if (!wishes.isOver && random.chance(0.2)) void wishes.next().catch(() => undefined);
        if (world.kills >= mostKills - 2 || retried >= 8) world.isCalm = true;
      } catch (error) {
        passKilled(error);
      }
    };
    const isOver = (): boolean => {
      const jobs = listOf(world);
      if (!jobs || !wishes.isOver || jobs.some(({ state }) => !endedJobStates.includes(state))) return false;
      return new Ledger(project.database).reserved().length === 0;
    };
    const isEnded = await world.until(isOver, nudge);
    const { problems, unitsInDoubt } = accountsOf(world, wishes);
    return {
      seed,
      kills: world.kills,
      faults: world.faults,
      jobs: wishes.asked,
      unitsInDoubt,
      problems: [...(isEnded ? [] : [`It never came to an end: ${stateOf(world)}`]), ...problems],
    };
  } finally {
    world.life.isOver = true;
    await world.queue.dispose().catch(() => undefined);
    await server.stop();
    project.dispose();
  }
}

function listOf(world: World): Job[] | null {
  try {
    return world.queue.list();
  } catch (error) {
    passKilled(error);
    return null;
  }
}

function stateOf(world: World): string {
  const jobs = listOf(world)?.map(({ type, state, wait, error }) => [
    type,
    state,
    wait?.reason,
    wait?.message,
    error?.message,
  ]);
  return JSON.stringify({ jobs, reserved: new Ledger(world.project.database).reserved() });
}

/** What must hold whatever happened: nothing lost, nothing made twice, and the ledger is the server's. */
function accountsOf(world: World, wishes: Wishes): { problems: string[]; unitsInDoubt: number } {
  const { project, server, queue, kills, doubts } = world;
  const problems: string[] = [];
  for (const [name, times] of server.timesByExternalId) {
    if (times > 1) problems.push(`${name} was made ${times} times.`);
  }
  if (server.twins > 0) problems.push(`${server.twins} submissions were sent again without a look.`);
  const entries = new Ledger(project.database).list();
  const known = new Set(entries.map(({ submissionId }) => submissionId));
  for (const { externalId } of server.made) {
    if (externalId === null || !known.has(externalId))
      problems.push(`${externalId} was made and stands in no ledger.`);
  }
  const jobs = queue.list();
  for (const id of wishes.jobIds) {
    if (!jobs.some((job) => job.id === id)) problems.push(`${id} was lost.`);
  }
  for (const job of jobs) problems.push(...problemsOfJob(job, project));
  for (let at = 0; at < shotCount; at += 1) {
    const spoken = server.spoken.filter(({ body }) => body.text === wordsAt(at)).length;
    const own = jobs.filter(({ type, shotId }) => type === 'speech' && shotId === shotIdAt(at));
    const charged = entries.filter(
      ({ jobId, charged: cost }) => cost !== null && own.some(({ id }) => id === jobId),
    );
    if (spoken > charged.length)
      problems.push(`Line ${at} was spoken ${spoken} times, ${charged.length} of them are in the ledger.`);
  }
  const lipUnits = sum(server.made.filter(isLipSync).map(({ units }) => units));
  const surplus: Readonly<Record<Kind, number>> = {
    clip:
      ledgerUnits(entries, 'clip') -
      sum(server.made.filter((task) => !isLipSync(task)).map(({ units }) => units)),
    speech: ledgerUnits(entries, 'speech') - callUnits * server.spoken.length,
    lipSync: ledgerUnits(entries, 'lipSync') - lipUnits - callUnits * server.faceSearches.length,
  };
  for (const kind of ['clip', 'speech', 'lipSync'] as const) {
    const mayBe = kind === 'clip' ? 0 : callUnits * (doubts + doubtsAKill * kills);
    if (surplus[kind] < -1e-6 || surplus[kind] > mayBe + 1e-6) {
      const wrong = surplus[kind].toFixed(3);
      problems.push(`${kind}: the ledger says ${wrong} units more than the server; it may be ${mayBe}.`);
    }
  }
  return { problems, unitsInDoubt: surplus.speech + surplus.lipSync };
}

function problemsOfJob(job: Job, { document }: TestProject): string[] {
  const problems: string[] = [];
  if (job.type === 'speech') {
    const line = document.list('dialogueLine').find(({ shotId }) => shotId === job.shotId);
    const clip = document.list('clip').find(({ dialogueLineId }) => dialogueLineId === line?.id);
    const isThere = clip?.spokenText === line?.text && document.has('media', clip?.mediaId as MediaId);
    return job.state === 'done' && !isThere ? [`${job.id} is done and has brought no sound.`] : [];
  }
  const own = document.list('take').filter(({ jobId }) => jobId === job.id);
  if (job.state === 'done' && new Set(own.map(({ shotId }) => shotId)).size !== job.shotIds.length) {
    problems.push(`${job.id} is done and has brought ${own.length} takes for ${job.shotIds.length} shots.`);
  }
  if (own.length > job.shotIds.length) problems.push(`${job.id} brought ${own.length} takes.`);
  return problems;
}

const isLipSync = ({ route }: { readonly route: string }) => route === 'v1/videos/advanced-lip-sync';
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function ledgerUnits(entries: readonly LedgerEntry[], purpose: LedgerEntry['purpose']): number {
  const own = entries.filter((entry) => entry.purpose === purpose);
  return sum(own.map(({ charged }) => charged?.amount ?? 0));
}
