// A display for machines that have none.
import { spawn } from 'node:child_process';

/** True when a window can be shown to somebody. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Starts an Xvfb of our own on a free display number.
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>}
 * @throws {Error} when Xvfb is not installed or does not start
 */
export function startXvfb() {
  return new Promise((resolve, reject) => {
    // Wider than the 1440×900 of tests: there is no window manager, a window at the edge would be cut.
    const args = ['-displayfd', '3', '-screen', '0', '1680x1050x24', '-nolisten', 'tcp', '-noreset'];
    const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    let words = '';
    const killWithUs = () => child.kill('SIGKILL');
    process.once('exit', killWithUs);
    const exited = new Promise((done) => child.once('exit', done));
    child.stderr.on('data', (text) => {
      words += text;
    });
    child.once('error', (error) => reject(new Error(`Xvfb could not be started: ${error.message}`)));
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}: ${words.trim()}`)));
    child.stdio[3].once('data', (text) => {
      const stop = async () => {
        process.off('exit', killWithUs);
        child.kill('SIGTERM');
        await exited;
      };
      resolve({ display: `:${String(text).trim()}`, stop });
    });
  });
}
