import type { FromWorker, WorkerRequest } from '@shared/rpc/workerMessages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WorkerProcess, WorkerSupervisor } from './workerSupervisor';

class FakeWorker implements WorkerProcess {
  readonly posted: WorkerRequest[] = [];
  isKilled = false;
  #message: (message: FromWorker) => void = () => undefined;
  #exit: () => void = () => undefined;

  post(message: unknown): void {
    this.posted.push(message as WorkerRequest);
  }
  onMessage(listener: (message: FromWorker) => void): void {
    this.#message = listener;
  }
  onExit(listener: () => void): void {
    this.#exit = listener;
  }
  kill(): void {
    this.isKilled = true;
  }
  say(message: FromWorker): void {
    this.#message(message);
  }
  die(): void {
    this.#exit();
  }
  /** Answers the last request that came. */
  reply(value: unknown): void {
    this.say({ id: this.posted.at(-1)?.id ?? -1, result: { ok: true, value } });
  }
}

function supervised() {
  const workers: FakeWorker[] = [];
  const states: string[] = [];
  const events: unknown[] = [];
  const supervisor = new WorkerSupervisor({
    spawn: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    onEvent: (event, payload) => events.push([event, payload]),
    onHostRequest: (request) => events.push(request),
    onState: (state) => states.push(state),
    nowMs: () => Date.now(),
  });
  const latest = (): FakeWorker => workers.at(-1) as FakeWorker;
  /** A worker that runs and has nothing to do. */
  const begin = async (): Promise<void> => {
    const begun = supervisor.call('begin', null);
    latest().reply(null);
    await begun;
    latest().posted.length = 0;
  };
  return { supervisor, workers, latest, states, events, begin };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('WorkerSupervisor', () => {
  it('starts nothing before it is asked something', async () => {
    const { workers, begin } = supervised();
    expect(workers).toHaveLength(0);
    await begin();
    expect(workers).toHaveLength(1);
  });

  it('answers each call with the reply to it, in any order', async () => {
    const { supervisor, latest } = supervised();
    const first = supervisor.call('a', 1);
    const second = supervisor.call('b', 2);
    const [idOfFirst, idOfSecond] = latest().posted.map(({ id }) => id) as [number, number];
    latest().say({ id: idOfSecond, result: { ok: true, value: 'two' } });
    latest().say({ id: idOfFirst, result: { ok: true, value: 'one' } });
    expect(await first).toEqual({ ok: true, value: 'one' });
    expect(await second).toEqual({ ok: true, value: 'two' });
  });

  it('passes events and the wish for a renderer on', async () => {
    const { latest, events, begin } = supervised();
    await begin();
    latest().say({ event: 'jobs.changed', payload: { job: 1 } });
    latest().say({ type: 'needRenderHost', restart: false });
    expect(events).toEqual([['jobs.changed', { job: 1 }], { type: 'needRenderHost', restart: false }]);
  });

  it('gives what was asked back as lost, opens the project in a new worker and then sends what waited', async () => {
    const { supervisor, workers, latest, states, begin } = supervised();
    await begin();
    supervisor.setProject({ path: 'P', mediaBase: 'M' });
    const asked = supervisor.call('edit.run', 1);
    latest().die();
    expect(await asked).toMatchObject({ ok: false, error: { code: 'workerLost' } });
    expect(states).toEqual(['restarting']);

    const waited = supervisor.call('edit.run', 2);
    await vi.advanceTimersByTimeAsync(100);
    expect(workers).toHaveLength(2);
    expect(latest().posted).toMatchObject([
      { channel: 'project.openAt', request: { path: 'P', mediaBase: 'M' } },
    ]);

    latest().reply({});
    await vi.advanceTimersByTimeAsync(0);
    expect(states).toEqual(['restarting', 'ready']);
    expect(latest().posted.at(-1)).toMatchObject({ channel: 'edit.run', request: 2 });
    latest().reply('done');
    expect(await waited).toEqual({ ok: true, value: 'done' });
  });

  it('does not listen to a worker that is gone', async () => {
    const { supervisor, workers, latest, events, begin } = supervised();
    await begin();
    latest().die();
    await vi.advanceTimersByTimeAsync(100);
    workers[0]?.say({ event: 'late', payload: null });
    workers[0]?.die();
    expect(events).toEqual([]);
    expect(workers).toHaveLength(2);
    supervisor.stop();
  });

  it('gives up after five exits in 30 s, with a message, and starts anew when asked', async () => {
    const { supervisor, workers, latest, states, begin } = supervised();
    await begin();
    const waited = supervisor.call('a', null);
    for (let exit = 0; exit < 5; exit += 1) {
      latest().die();
      await vi.advanceTimersByTimeAsync(2_000);
    }
    expect(workers).toHaveLength(5);
    expect(states.at(-1)).toBe('lost');
    expect(await waited).toMatchObject({ ok: false, error: { code: 'workerLost' } });
    expect(await supervisor.call('a', null)).toMatchObject({ ok: false, error: { code: 'workerLost' } });

    supervisor.restart();
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toBe('ready');
    expect(workers).toHaveLength(6);
  });

  it('goes on when exits lie far apart', async () => {
    const { latest, states, begin } = supervised();
    await begin();
    for (let exit = 0; exit < 8; exit += 1) {
      latest().die();
      await vi.advanceTimersByTimeAsync(31_000);
    }
    expect(states.at(-1)).toBe('ready');
  });

  it('says why when the project cannot be opened again', async () => {
    const { supervisor, latest, states, begin } = supervised();
    await begin();
    supervisor.setProject({ path: 'P', mediaBase: 'M' });
    latest().die();
    await vi.advanceTimersByTimeAsync(100);
    latest().say({
      id: latest().posted[0]?.id ?? -1,
      result: { ok: false, error: { code: 'projectDamaged', message: 'Damaged.' } },
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(states).toEqual(['restarting', 'lost']);
  });

  it('leaves nothing running when it is stopped', async () => {
    const { supervisor, workers, latest } = supervised();
    const asked = supervisor.call('a', null);
    supervisor.stop();
    expect(latest().isKilled).toBe(true);
    expect(await asked).toMatchObject({ ok: false });
    latest().die();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
  });
});
