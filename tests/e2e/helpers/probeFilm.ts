import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What ffprobe says of a film's picture, all frames counted. @throws when it has anything to complain about */
export async function probeFilm(path: string): Promise<Readonly<Record<string, unknown>>> {
  const args = ['-v', 'error', '-select_streams', 'v', '-count_frames', '-show_streams', '-of', 'json', path];
  const { stdout, stderr } = await promisify(execFile)('ffprobe', args);
  if (stderr !== '') throw new Error(stderr);
  const { streams } = JSON.parse(stdout) as { streams: Record<string, unknown>[] };
  if (streams.length !== 1) throw new Error(`${path} has ${streams.length} pictures.`);
  return streams[0] ?? {};
}
