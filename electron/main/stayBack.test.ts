import { type ChildProcess, spawn } from 'node:child_process';
import { getPriority } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { stayBack } from './stayBack';

const programs: ChildProcess[] = [];
let leaveAlone = (): void => undefined;

/** A program that does nothing until it is ended. */
function start(): number {
  const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  programs.push(program);
  return program.pid as number;
}

afterEach(() => {
  vi.useRealTimers();
  leaveAlone();
  for (const program of programs.splice(0)) program.kill('SIGKILL');
});

describe('stayBack', () => {
  it('puts programs behind others, those that come later as well, and passes over those that are gone', async () => {
    const own = getPriority();
    const gone = 2 ** 22 + 1;
    const pids = [gone, start()];
    leaveAlone = stayBack(() => pids);
    expect(getPriority(pids[1])).toBeGreaterThan(own);
    const late = start();
    expect(getPriority(late)).toBe(own);
    pids.push(late);
    await vi.waitUntil(() => getPriority(late) > own);
  });

  it('looks no more once it was ended', () => {
    vi.useFakeTimers();
    const pids = vi.fn(() => []);
    leaveAlone = stayBack(pids);
    vi.advanceTimersByTime(1_000);
    const looks = pids.mock.calls.length;
    expect(looks).toBeGreaterThan(1);
    leaveAlone();
    vi.advanceTimersByTime(1_000);
    expect(pids).toHaveBeenCalledTimes(looks);
  });
});
