import type { ErrorCode } from '@shared/rpc/result';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { documentStore } from './documentStore';
import { noticeStore } from './notices';
import { runCommand } from './runCommand';
import {
  discardAllUnsaved,
  discardUnsaved,
  retryUnsaved,
  settleAfterRestart,
  unsavedStore,
} from './unsavedEdits';

type Reply = { ok: true; value: unknown } | { ok: false; error: { code: ErrorCode; message: string } };

/** What the worker answers to the next calls, and what it was asked. */
let replies: Record<string, Reply[]>;
let asked: { channel: string; request: unknown }[];
const fail = (code: ErrorCode): Reply => ({ ok: false, error: { code, message: `It is ${code}.` } });
const done: Reply = { ok: true, value: null };

beforeEach(() => {
  replies = {};
  asked = [];
  vi.useFakeTimers();
  vi.stubGlobal('window', {
    ekonte: {
      call: async (channel: string, request: unknown) => {
        asked.push({ channel, request });
        return replies[channel]?.shift() ?? done;
      },
    },
  });
  documentStore.setState({ opened: { isReadOnly: false } as never });
});

afterEach(() => {
  discardAllUnsaved();
  noticeStore.setState({ notices: [] });
  documentStore.setState({ opened: null });
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const waiting = () => unsavedStore.getState().edits.map(({ request }) => request.command);
const edits = () => asked.filter(({ channel }) => channel === 'edit.run').length;

test.each<ErrorCode>(['diskFull', 'unreadable', 'readOnly', 'projectMoved', 'workerLost'])(
  '%s: the edit is kept and said to be unsaved',
  async (code) => {
    replies['edit.run'] = [fail(code)];
    expect(await runCommand('shot.add', { a: 1 })).toBeNull();
    expect(unsavedStore.getState().edits).toMatchObject([
      { request: { command: 'shot.add', args: { a: 1 } }, code, isStuck: false },
    ]);
    // Of a folder that has moved the banner tells.
    expect(noticeStore.getState().notices).toHaveLength(code === 'projectMoved' ? 0 : 1);
  },
);

test.each<ErrorCode>(['refused', 'badRequest', 'notFound', 'internal'])(
  '%s is the edit’s own fault: it is said, and not kept',
  async (code) => {
    replies['edit.run'] = [fail(code)];
    await runCommand('shot.add', {});
    expect(waiting()).toEqual([]);
  },
);

test('of a project that is only looked at nothing is kept', async () => {
  documentStore.setState({ opened: { isReadOnly: true } as never });
  replies['edit.run'] = [fail('readOnly')];
  await runCommand('shot.add', {});
  expect(waiting()).toEqual([]);
});

describe('trying again', () => {
  test('happens by itself until there is room, in order', async () => {
    replies['edit.run'] = [fail('diskFull'), fail('diskFull'), fail('diskFull')];
    await runCommand('shot.add', {});
    await runCommand('scene.add', {});
    await vi.advanceTimersByTimeAsync(5_000);
    expect(waiting()).toEqual(['shot.add', 'scene.add']);
    expect(edits()).toBe(3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(waiting()).toEqual([]);
    expect(asked.slice(-2).map(({ request }) => request)).toMatchObject([
      { command: 'shot.add' },
      { command: 'scene.add' },
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(edits()).toBe(5);
  });

  test('what can no longer be done stays, for the person to see', async () => {
    replies['edit.run'] = [fail('diskFull'), fail('diskFull'), fail('notFound')];
    await runCommand('shot.edit', {});
    await runCommand('scene.add', {});
    await retryUnsaved();
    expect(unsavedStore.getState().edits).toMatchObject([
      { request: { command: 'shot.edit' }, isStuck: true, message: 'It is notFound.' },
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(edits()).toBe(4);
    discardUnsaved(unsavedStore.getState().edits[0]?.id ?? 0);
    expect(waiting()).toEqual([]);
  });

  test('what is set again does not wait twice, and is never written over by what waited', async () => {
    const set = (action: string) =>
      runCommand('shot.edit', { shotIds: ['sht_12345678'], fields: { action } });
    replies['edit.run'] = [fail('diskFull')];
    await set('old');
    await set('new');
    expect(waiting()).toEqual([]);
    expect(asked.map(({ request }) => request)).toMatchObject([
      { args: { fields: { action: 'old' } } },
      { args: { fields: { action: 'new' } } },
    ]);
  });

  test('comes before the next edit; while it fails, that one waits behind it', async () => {
    replies['edit.run'] = [fail('diskFull'), fail('diskFull')];
    await runCommand('shot.add', { first: true });
    await runCommand('shot.add', { first: false });
    expect(edits()).toBe(2);
    expect(waiting()).toEqual(['shot.add', 'shot.add']);
    await runCommand('scene.add', {});
    expect(waiting()).toEqual([]);
    expect(asked.slice(-3).map(({ request }) => request)).toMatchObject([
      { args: { first: true } },
      { args: { first: false } },
      { command: 'scene.add' },
    ]);
  });

  test('of one gesture only the last state waits', async () => {
    replies['edit.run'] = [fail('diskFull'), fail('diskFull'), fail('diskFull')];
    for (const length of [1, 2, 3]) await runCommand('shot.setLength', { length }, { gestureId: 'drag' });
    expect(unsavedStore.getState().edits).toMatchObject([{ request: { args: { length: 3 } } }]);
  });
});

describe('after the worker died over edits', () => {
  const lost = async (...commands: string[]) => {
    replies['edit.run'] = commands.map(() => fail('workerLost'));
    for (const command of commands) await runCommand(command, {});
  };
  const history = (...entries: { command: string; createdAtMs: number }[]): Reply => ({
    ok: true,
    value: {
      entries: entries.map((entry, index) => ({ ...entry, position: 9 - index, label: '' })),
      first: 1,
      last: 9,
      cursor: 9,
    },
  });

  test('they are not sent again before it is known what is on the disk', async () => {
    await lost('shot.add');
    await vi.advanceTimersByTimeAsync(60_000);
    await retryUnsaved();
    expect(edits()).toBe(1);
  });

  test('those in its history are saved, the others are tried again', async () => {
    const now = Date.now();
    await lost('shot.add', 'shot.add', 'scene.add');
    replies['history.list'] = [
      history(
        { command: 'shot.add', createdAtMs: now + 1 },
        { command: 'shot.add', createdAtMs: now - 5_000 },
      ),
    ];
    await settleAfterRestart();
    expect(waiting()).toEqual([]);
    expect(asked.filter(({ channel }) => channel === 'edit.run').slice(3)).toMatchObject([
      { request: { command: 'shot.add' } },
      { request: { command: 'scene.add' } },
    ]);
  });

  test('with no worker yet they wait', async () => {
    await lost('shot.add');
    replies['history.list'] = [fail('workerLost')];
    await settleAfterRestart();
    expect(waiting()).toEqual(['shot.add']);
    expect(edits()).toBe(1);
  });
});
