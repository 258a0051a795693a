import { speechService } from '@shared/generation/speechService';
import { CodedError } from '@shared/rpc/result';

const headerBytes = 44;

/**
 * A sound within the service's limits: a short 16-bit WAV, as scratch voices are, gets silence at its end; anything else goes as it is.
 * @throws CodedError `refused` for one that is too large
 */
export function longEnoughSound(bytes: Buffer, name: string): Buffer {
  const { minSeconds, maxSoundBytes } = speechService().lipSync;
  const isPlainWave =
    bytes.length > headerBytes &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 16) === 'WAVEfmt ' &&
    bytes.readUInt32LE(16) === 16 &&
    bytes.toString('latin1', 36, 40) === 'data';
  const bytesPerSecond = isPlainWave ? bytes.readUInt32LE(28) : 0;
  const least = headerBytes + Math.ceil(bytesPerSecond * minSeconds);
  const padded =
    isPlainWave && bytes.length < least
      ? Buffer.concat([bytes, Buffer.alloc(least - bytes.length)])
      : Buffer.from(bytes);
  if (isPlainWave) {
    padded.writeUInt32LE(padded.length - 8, 4);
    padded.writeUInt32LE(padded.length - headerBytes, 40);
  }
  if (padded.length > maxSoundBytes) {
    throw new CodedError(
      'refused',
      `"${name}" has ${(padded.length / 1e6).toFixed(1)} MB; Kling takes sounds of at most ${maxSoundBytes / 1e6} MB for lip-sync. Use an MP3 or a shorter sound.`,
    );
  }
  return padded;
}
