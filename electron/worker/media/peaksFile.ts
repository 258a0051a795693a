import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Media } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { writeWhole } from './storeFile';

/** Min and max pairs of a sound, -127 … 127, `samplesPerPeak` samples each. */
export interface Peaks {
  readonly samplesPerPeak: number;
  readonly peaks: Uint8Array;
}

/*
 * cache/peaks/<fingerprint>.bin: "EKPK", then little-endian samplesPerPeak and number of pairs (32 bits each), then the
 * pairs.
 */
const magic = 'EKPK';
const headerBytes = 12;
/** Of one sound: half a day at 256 samples. */
const maxPeaksBytes = 64 * 1024 * 1024;
/** Decoders add and drop some samples at the ends, so that the count of a container is not exact. */
const slackPairs = 64;
const slackShare = 0.02;

const pathOf = (projectFolder: string, media: Media): string =>
  join(projectFolder, 'cache', 'peaks', `${media.fingerprint}.bin`);

/** @returns null when they were not made yet, or what is there is not whole or of another sound */
export async function readPeaks(projectFolder: string, media: Media): Promise<Peaks | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(pathOf(projectFolder, media));
  } catch {
    return null;
  }
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, 4) !== magic) return null;
  const samplesPerPeak = bytes.readUInt32LE(4);
  const peaks = new Uint8Array(bytes.subarray(headerBytes));
  if (peaks.length !== bytes.readUInt32LE(8) * 2 || sizeProblem(media, { samplesPerPeak, peaks }))
    return null;
  return { samplesPerPeak, peaks };
}

/** @throws CodedError `badRequest` when they cannot be those of this sound; `diskFull`, `readOnly` */
export async function writePeaks(projectFolder: string, media: Media, given: Peaks): Promise<void> {
  const problem = sizeProblem(media, given);
  if (problem) throw new CodedError('badRequest', problem, media.id);
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 'latin1');
  header.writeUInt32LE(given.samplesPerPeak, 4);
  header.writeUInt32LE(given.peaks.length / 2, 8);
  await writeWhole(pathOf(projectFolder, media), Buffer.concat([header, given.peaks]), media.name);
}

function sizeProblem(media: Media, { samplesPerPeak, peaks }: Peaks): string | undefined {
  const sound = media.content.type === 'image' ? null : media.content.sound;
  if (!sound) return `"${media.name}" has no sound.`;
  if (samplesPerPeak < 1 || peaks.length % 2 !== 0 || peaks.length > maxPeaksBytes)
    return 'These are no peaks of a sound.';
  const expected = Math.ceil(sound.sampleCount / samplesPerPeak);
  const slack = Math.max(slackPairs, expected * slackShare);
  if (Math.abs(peaks.length / 2 - expected) > slack) return `These peaks are not those of "${media.name}".`;
  return undefined;
}
