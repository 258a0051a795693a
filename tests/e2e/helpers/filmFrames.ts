import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { electronPath } from '../../../scripts/electron-path.mjs';
import { developmentSwitches } from '../../../scripts/lib/run-electron.mjs';
import { expect, root } from '../launch';

const run = promisify(execFile);

/** The command line in a process of its own, which starts Electron for what needs a picture. */
export async function ekonte(folder: string, ...args: string[]): Promise<Record<string, unknown>> {
  const env = {
    ...process.env,
    EKONTE_ELECTRON: electronPath(),
    EKONTE_ELECTRON_SWITCHES: developmentSwitches().join(' '),
  };
  const { stdout } = await run(process.execPath, [join(root, 'out/main/cli.js'), ...args, '--json'], {
    cwd: folder,
    env,
  });
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** One decoded frame, RGB. */
export async function decoded(film: string, frame: number): Promise<Buffer> {
  const filter = `select=eq(n\\,${frame}),scale=in_color_matrix=bt709:in_range=tv`;
  const args = [
    '-v',
    'error',
    '-i',
    film,
    '-vf',
    filter,
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-',
  ];
  const { stdout } = await run('ffmpeg', args, { encoding: 'buffer', maxBuffer: 16_000_000 });
  return stdout;
}

/** How alike two pictures are, dB. */
export function psnr(a: Buffer, b: Buffer): number {
  expect(a.length).toBe(b.length);
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += ((a[index] ?? 0) - (b[index] ?? 0)) ** 2;
  return 10 * Math.log10((255 * 255 * a.length) / sum);
}
