import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { knownCodes } from '../../../electron/worker/providers/kling/klingErrors';
import { endThreads, KlingBench } from './klingBench';
import type { Fault } from './klingFaults';
import type { KlingServerOptions, SeenRequest } from './klingServer';

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
/** The first requests of a kind go wrong. */
const first =
  (kind: SeenRequest['kind'], fault: Fault, times = 1) =>
  (request: SeenRequest): Fault | null =>
    request.kind === kind && request.count < times ? fault : null;

describe('every code of the table, when something is asked for', () => {
  /** HTTP status, code, what becomes of the job, words. */
  const table = [
    [401, 1000, 'key', 'Enter the key again in Keys'],
    [401, 1001, 'key', 'Enter it in Keys'],
    [401, 1002, 'key', 'does not know this key'],
    [401, 1003, 'key', "Check this computer's clock"],
    [401, 1004, 'key', 'has expired'],
    [429, 1100, 'quota', 'closed or limited your account'],
    [429, 1101, 'quota', 'unpaid bills'],
    [429, 1102, 'quota', 'used up or has expired'],
    [403, 1103, 'failed', 'may not use this model'],
    [400, 1200, 'failed', 'Kling says: "settings.duration: bad"'],
    [400, 1201, 'failed', 'Kling says: "settings.duration: bad"'],
    [404, 1202, 'failed', 'Update Ekonte'],
    [404, 1203, 'failed', 'does not offer this model'],
    [400, 1300, 'failed', 'rules of use'],
    [400, 1301, 'failed', 'unsafe'],
    [429, 1302, 'done', ''],
    [429, 1303, 'done', ''],
    [429, 1304, 'quota', 'allow-list'],
    [500, 5000, 'done', ''],
    [503, 5001, 'done', ''],
    [504, 5002, 'done', ''],
  ] as const;

  it('is complete', () => {
    expect(table.map(([, code]) => code as number).sort()).toEqual([...knownCodes].sort());
  });

  it.each(table)('HTTP %i, code %i: %s', async (status, code, outcome, words) => {
    const kling = await bench(1, {
      fault: first('create', { type: 'code', status, code, message: 'settings.duration: bad' }),
    });
    const jobs = await kling.ask([0], text);
    const [job] = await kling.resting(jobs);
    if (outcome === 'done') {
      // By itself, and once.
      expect(job?.state).toBe('done');
    } else if (outcome === 'failed') {
      expect(job).toMatchObject({
        state: 'failed',
        error: { code: 'refused', message: expect.stringContaining(words) },
      });
      expect(kling.ledger.list()).toMatchObject([{ state: 'settled', charged: null }]);
    } else {
      expect(job?.wait).toMatchObject({ reason: outcome, message: expect.stringContaining(words) });
      // The person has seen to it.
      kling.queue.resume(jobs.map(({ id }) => id));
      expect((await kling.ended(jobs))[0]?.state).toBe('done');
    }
    expect(kling.server.made.length).toBe(outcome === 'failed' ? 0 : 1);
    expect(kling.ledgerUnits).toBe(kling.server.chargedUnits);
  });

  it('more jobs than places wait for one, with a growing delay', async () => {
    const kling = await bench(3, { slots: 1 });
    const jobs = await kling.make([0, 1, 2], { ...text, grouping: 'single' });
    expect(jobs.every(({ state }) => state === 'done')).toBe(true);
    const waits = kling.project.told.filter(({ wait }) => wait?.reason === 'busy');
    expect(waits.length).toBeGreaterThan(0);
    expect(waits[0]?.wait?.message).toContain('All your places at Kling are taken');
    expect(kling.server.made).toHaveLength(3);
  });

  it('honours the delay that Kling asks for', async () => {
    const kling = await bench(1, {
      fault: first('create', { type: 'code', status: 429, code: 1302, retryAfter: '20' }),
    });
    await kling.make([0], text);
    const told = kling.project.told.find(({ wait }) => wait?.reason === 'busy');
    expect((told?.wait?.untilMs ?? 0) - (told?.startedAtMs ?? 0)).toBeGreaterThan(15_000);
  });
});

describe('answers that are none', () => {
  const bad: readonly [string, Fault][] = [
    ['a web page', { type: 'html' }],
    ['JSON cut off', { type: 'truncated' }],
    ['a picture', { type: 'wrongType' }],
    ['without an end', { type: 'huge' }],
    ['a zip bomb', { type: 'bomb' }],
    ['lost on the way', { type: 'loseAnswer' }],
    ['a broken line', { type: 'dropBefore' }],
  ];

  it.each(bad)('to a submission: %s: looked for, then sent, made once', async (_name, fault) => {
    const kling = await bench(1, { fault: first('create', fault) });
    const [job] = await kling.make([0], text);
    expect(job?.state).toBe('done');
    expect(kling.server.made).toHaveLength(1);
    expect(kling.server.twins).toBe(0);
    const looks = kling.server.seen
      .filter(({ kind }) => kind === 'query')
      .findIndex(({ path }) => path === 'tasks');
    expect(looks).toBe(0);
    expect(kling.ledgerUnits).toBe(1.8);
  });

  it.each(bad)('to a question: %s: asked again, nothing lost', async (_name, fault) => {
    const kling = await bench(1, { fault: first('query', fault, 3) });
    const [job] = await kling.make([0], text);
    expect(job?.state).toBe('done');
    expect(kling.server.made).toHaveLength(1);
    expect(kling.project.told.some(({ wait }) => wait?.reason === 'network')).toBe(true);
  });

  it('sends its key nowhere else, whatever an answer says', async () => {
    const heard: string[] = [];
    const thief: Server = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
    const to = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/take`;
    try {
      const kling = await bench(1, { fault: first('create', { type: 'redirect', to }) });
      const [job] = await kling.make([0], text);
      expect(job).toMatchObject({
        state: 'failed',
        error: { message: expect.stringContaining('which is not followed') },
      });
      expect(heard).toEqual([]);
      expect(kling.ledger.list()).toMatchObject([{ state: 'settled', charged: null }]);
    } finally {
      thief.close();
    }
  });

  it('a name of ours that is taken is found, not paid twice', async () => {
    const kling = await bench(1, { fault: first('create', { type: 'loseAnswer' }) });
    // Not known for a while, though it is there: the second sending is refused as a twin.
    let isBlind = true;
    const found = kling.server.options.fault;
    kling.server.options = {
      ...kling.server.options,
      fault: (request) => {
        if (request.kind === 'create' && request.count === 1) isBlind = false;
        if (request.kind === 'query' && isBlind) return { type: 'code', status: 200, code: 0 };
        return found?.(request) ?? null;
      },
    };
    const [job] = await kling.make([0], text);
    expect(job?.state).toBe('done');
    expect(kling.server.made).toHaveLength(1);
    expect(kling.server.twins).toBe(1);
    expect(kling.ledgerUnits).toBe(1.8);
  });
});

describe('results on their way', () => {
  it('a file that breaks off goes on from there', async () => {
    const kling = await bench(1, { fault: first('file', { type: 'breakAfter', bytes: 900 }) });
    const [job] = await kling.make([0], text);
    expect(job?.state).toBe('done');
    const files = kling.server.of('file');
    expect(files).toHaveLength(2);
    expect(kling.project.files('cache/kling').filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('an address that has expired is asked for anew', async () => {
    const kling = await bench(1, { fault: first('file', { type: 'expired' }) });
    expect((await kling.make([0], text))[0]?.state).toBe('done');
  });

  it('a result that is gone fails in words, and is not paid again when tried again', async () => {
    const kling = await bench(1, { fault: ({ kind }) => (kind === 'file' ? { type: 'expired' } : null) });
    const [job] = await kling.make([0], text);
    expect(job).toMatchObject({
      state: 'failed',
      error: { code: 'notFound', message: expect.stringContaining('30 days') },
    });
    expect(kling.ledgerUnits).toBe(1.8);
    kling.server.options = {};
    const again = await kling.queue.retry(job?.id as string);
    expect((await kling.ended([again]))[0]?.state).toBe('done');
    expect(kling.server.made).toHaveLength(1);
  });

  it.each([
    ['a web page', { type: 'html' }],
    ['something else', { type: 'wrongType' }],
  ] as const)('%s in place of the film', async (_name, fault) => {
    const kling = await bench(1, { fault: first('file', fault) });
    const jobs = await kling.ask([0], text);
    const [job] = await kling.resting(jobs);
    if (job?.state === 'failed') {
      expect(job.error?.message).toMatch(/in place of the result|is a picture|damaged/);
      await kling.queue.retry(job.id);
    }
    expect((await kling.ended(jobs))[0]?.state).toBe('done');
    expect(kling.server.made).toHaveLength(1);
  });
});

describe('what a person stops', () => {
  it('is charged all the same when it was sent, and the ledger says so', async () => {
    const kling = await bench(1, { looksToDone: 4 });
    const jobs = await kling.ask([0], text);
    await kling.project.until(() => kling.project.last(jobs[0]?.id as string)?.state === 'running');
    await kling.queue.cancel(jobs[0]?.id as string);
    expect(kling.project.last(jobs[0]?.id as string)?.state).toBe('cancelled');
    await kling.project.until(() => kling.ledger.reserved().length === 0);
    expect(kling.ledgerUnits).toBe(1.8);
    // Tried again, it is fetched: it is there and paid for.
    const again = await kling.queue.retry(jobs[0]?.id as string);
    expect((await kling.ended([again]))[0]?.state).toBe('done');
    expect(kling.server.made).toHaveLength(1);
  });

  it('costs nothing when it was not sent', async () => {
    const kling = await bench(1);
    const jobs = await kling.submit([0], text);
    await kling.queue.cancel(jobs[0]?.id as string);
    expect(kling.ledger.list()).toEqual([]);
    expect(kling.server.seen).toEqual([]);
  });

  it('a paused queue begins nothing; a paused job goes on where it stood', async () => {
    const kling = await bench(2, { looksToDone: 6 });
    const jobs = await kling.ask([0], text);
    await kling.project.until(() => kling.server.made.length === 1);
    await kling.queue.pause(jobs.map(({ id }) => id));
    expect(kling.project.last(jobs[0]?.id as string)).toMatchObject({
      state: 'waiting',
      wait: { reason: 'paused' },
    });
    kling.queue.setSettings({ ...kling.queue.settings(), isPaused: true });
    const more = await kling.ask([1], text);
    expect(kling.project.last(more[0]?.id as string)?.state).toBe('queued');
    kling.queue.setSettings({ ...kling.queue.settings(), isPaused: false });
    kling.queue.resume(jobs.map(({ id }) => id));
    await kling.ended([...jobs, ...more]);
    expect(kling.server.made).toHaveLength(2);
    expect(kling.takes(0)).toHaveLength(1);
  });
});

it('jobs begin in the order they were dragged to', async () => {
  const kling = await bench(3, { slots: 1 });
  kling.queue.setSettings({ ...kling.queue.settings(), isPaused: true, parallelJobs: { kling: 1 } });
  const asked = await kling.ask([0, 1, 2], { ...text, grouping: 'single' });
  const [a = '', b = '', c = ''] = asked.map(({ id }): string => id);
  kling.queue.move([c, b], a);
  expect(kling.queue.list().map(({ id }) => id)).toEqual([c, b, a]);
  kling.queue.move([c], null);
  expect(kling.queue.list().map(({ id }) => id)).toEqual([b, a, c]);
  kling.queue.setSettings({ ...kling.queue.settings(), isPaused: false });
  await kling.project.until(() => kling.server.made.length === 3);
  expect(kling.server.made.map(({ body }) => JSON.stringify(body).match(/Action of shot (\d)/)?.[1])).toEqual(
    ['2', '1', '3'],
  );
});
