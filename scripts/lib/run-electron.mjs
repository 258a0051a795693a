// The one way scripts start Electron: right binary, a display where there is none, nothing left behind.
import { spawn } from 'node:child_process';
import { electronPath } from '../electron-path.mjs';
import { hasDisplay, startXvfb } from './xvfb.mjs';

/**
 * Switches Electron needs only because of where it runs in development.
 * Chromium refuses to run as root with its sandbox; packaged builds never get this switch.
 */
export function developmentSwitches() {
  return process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
}

/** Environment for Electron: an inherited ELECTRON_RUN_AS_NODE would turn it into a plain Node. */
export function electronEnvironment(extra = {}) {
  const env = { ...process.env, ...extra };
  delete env.ELECTRON_RUN_AS_NODE;
  return env;
}

/**
 * Runs Electron to its end, under an Xvfb of its own where there is no display.
 * @param {string[]} args app folder first, then the app's arguments
 * @param {{ path?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, stdio?: 'pipe' | 'inherit' | 'stderr', display?: 'own' | 'any' }} [options]
 *   `stdio: 'stderr'` passes both streams to our stderr. `display: 'own'` takes an Xvfb even on a desktop.
 * @returns {Promise<{ code: number, stdout: string, stderr: string, timedOut: boolean }>}
 */
export async function runElectron(args, options = {}) {
  const { path = electronPath(), env, timeoutMs, stdio = 'pipe', display = 'any' } = options;
  const xvfb =
    process.platform === 'linux' && (display === 'own' || !hasDisplay()) ? await startXvfb() : null;
  const environment = electronEnvironment({ ...env, ...(xvfb ? { DISPLAY: xvfb.display } : {}) });
  try {
    return await new Promise((resolve, reject) => {
      const streams = { pipe: ['ignore', 'pipe', 'pipe'], inherit: 'inherit', stderr: ['ignore', 2, 2] }[
        stdio
      ];
      const child = spawn(path, [...developmentSwitches(), ...args], {
        env: environment,
        stdio: streams,
        detached: process.platform !== 'win32',
      });
      let stdout = '';
      let stderr = '';
      let timedOut = false;
      // Electron is the leader of its own group: its helpers end with it, also when it was killed.
      const killGroup = () => {
        try {
          process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
        } catch {
          // nothing left
        }
      };
      const forward = () => child.kill('SIGTERM');
      process.once('exit', killGroup);
      process.on('SIGINT', forward);
      process.on('SIGTERM', forward);
      const limit = timeoutMs
        ? setTimeout(() => {
            timedOut = true;
            killGroup();
          }, timeoutMs)
        : null;
      child.stdout?.setEncoding('utf8').on('data', (text) => {
        stdout += text;
      });
      child.stderr?.setEncoding('utf8').on('data', (text) => {
        stderr += text;
      });
      const finish = () => {
        clearTimeout(limit);
        killGroup();
        process.off('exit', killGroup);
        process.off('SIGINT', forward);
        process.off('SIGTERM', forward);
      };
      child.once('error', (error) => {
        finish();
        reject(error);
      });
      child.once('close', (code) => {
        finish();
        resolve({ code: code ?? 137, stdout, stderr, timedOut });
      });
    });
  } finally {
    await xvfb?.stop();
  }
}
