// Child processes for scripts: output collected or passed on, time limit for the whole process group.
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, stdio?: 'pipe' | 'inherit' | 'stderr' | 'result', shell?: boolean }} [options]
 *   `pipe` (default) collects stdout and stderr; `inherit` passes both on; `stderr` sends both to our stderr;
 *   `result` collects stdout and passes stderr on.
 * @returns {Promise<{ code: number, stdout: string, stderr: string, timedOut: boolean }>}
 *   `code` is 127 when the program could not be started, 128 + n when signal n or the time limit ended it.
 */
export function run(command, args, options = {}) {
  const { cwd, env = process.env, timeoutMs, stdio = 'pipe', shell = false } = options;
  const streams = {
    pipe: ['ignore', 'pipe', 'pipe'],
    inherit: 'inherit',
    stderr: ['ignore', 2, 2],
    result: ['ignore', 'pipe', 2],
  }[stdio];
  return new Promise((resolve) => {
    // A group of its own, so that a time limit also ends grandchildren. A terminal's Ctrl-C must still reach
    // programs that share our terminal, hence not with inherited streams.
    const detached = process.platform !== 'win32' && stdio !== 'inherit';
    const child = spawn(command, args, { cwd, env, stdio: streams, shell, detached });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    const kill = () => {
      try {
        if (detached) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // already gone
      }
    };
    const onInterrupt = () => process.exit(130);
    process.once('SIGINT', onInterrupt);
    process.once('SIGTERM', onInterrupt);
    process.once('exit', kill);
    const limit = timeoutMs
      ? setTimeout(() => {
          timedOut = true;
          kill();
        }, timeoutMs)
      : null;
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const finish = (code) => {
      clearTimeout(limit);
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
      process.off('exit', kill);
      resolve({ code, stdout, stderr, timedOut });
    };
    child.on('error', (error) => {
      stderr += error.message;
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? (signal ? 137 : 1)));
  });
}

/** The last lines of a text, for error messages. */
export function tail(text, lines = 12) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
