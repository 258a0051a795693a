import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { cpuTicks, readProc, treeOf } from './processes';

const root = resolve(import.meta.dirname, '../../..');
/** Clock ticks a second that /proc counts in on every Linux that Electron runs on. */
const ticksPerSecond = 100;

export interface ExportRun {
  readonly frames: number;
  /** From queueing the job to the finished file, Electron's own start left out. */
  readonly seconds: number;
  /** CPU time of the hidden page's process, where frames are composed and coded; null where /proc is not. */
  readonly hostCpuSeconds: number | null;
  /** Cores that other programs kept busy meanwhile, on average; 0 where it cannot be said. */
  readonly foreignCores: number;
}

/** Renders a project's film by the command line in a real Electron. */
export function exportFilm(project: string, out: string): Promise<ExportRun> {
  return new Promise((done, reject) => {
    const cli = join(root, 'out', 'main', 'cli.js');
    const child = spawn(process.execPath, [cli, 'render', project, '--out', out, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const cpu = new Map<number, ProcessCpu>();
    const busyBefore = busySeconds();
    const startedAt = performance.now();
    // A process's counters are gone with it: the last look before its end counts.
    const watch = setInterval(() => readCpu(cpu), 100);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watch);
      if (code !== 0) {
        reject(new Error(`render ended with ${code}: ${stderr}`));
        return;
      }
      const { frames, seconds } = JSON.parse(stdout) as { frames: number; seconds: number };
      const own = [...cpu.values()];
      const wall = (performance.now() - startedAt) / 1000;
      const foreign = busySeconds() - busyBefore - sumSeconds(own);
      const isKnown = process.platform === 'linux';
      done({
        frames,
        seconds,
        hostCpuSeconds: isKnown ? sumSeconds(own.filter(({ isRenderer }) => isRenderer)) : null,
        foreignCores: isKnown ? Math.max(0, foreign / wall) : 0,
      });
    });
    const readCpu = (known: Map<number, ProcessCpu>): void => {
      if (process.platform !== 'linux' || child.pid === undefined) return;
      for (const pid of treeOf(child.pid)) {
        const ticks = cpuTicks(pid);
        const isRenderer =
          known.get(pid)?.isRenderer ?? readProc(pid, 'cmdline')?.includes('--type=renderer') ?? false;
        if (ticks !== null) known.set(pid, { ticks, isRenderer });
      }
    };
  });
}

interface ProcessCpu {
  readonly ticks: number;
  /** One of Chromium's page processes. */
  readonly isRenderer: boolean;
}

const sumSeconds = (processes: readonly ProcessCpu[]): number =>
  processes.reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond;

/** CPU time of the whole machine since it started. */
function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}
