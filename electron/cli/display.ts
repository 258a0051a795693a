import { spawn } from 'node:child_process';
import { CodedError } from '@shared/rpc/result';

export interface Display {
  /** Environment for programs that are to be shown on it. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

/**
 * A display for Electron: the one there is, or an Xvfb of our own on a machine without one.
 * @throws CodedError `unsupported` when Xvfb is needed and not there
 */
export function openDisplay(): Promise<Display> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) {
    return Promise.resolve({ env: {}, stop: () => undefined });
  }
  return new Promise((resolve, reject) => {
    // It ends by itself when Electron is gone, also when we were killed.
    // A group of its own: Ctrl-C ends Electron first, which takes back what is half done, and needs its display for that.
    const child = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp', '-terminate'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
        detached: true,
      },
    );
    const stop = () => void child.kill('SIGTERM');
    process.once('exit', stop);
    const fail = (why: string) => {
      process.off('exit', stop);
      const message = `Rendering needs a display here, and Xvfb ${why}. Install it (Debian: apt-get install xvfb).`;
      reject(new CodedError('unsupported', message));
    };
    child.once('error', () => fail('is not installed'));
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.stdio[3]?.once('data', (number: Buffer) => {
      resolve({
        env: { DISPLAY: `:${String(number).trim()}` },
        stop: () => {
          process.off('exit', stop);
          stop();
        },
      });
    });
  });
}
