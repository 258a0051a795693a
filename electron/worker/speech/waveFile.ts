export const headerBytes = 44;

/** A WAV file of 16-bit mono samples (RIFF, PCM format 1; soundfile.sapp.org/doc/WaveFormat). */
export function waveFile(samples: Int16Array, sampleRate: number): Buffer {
  const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  return Buffer.concat([waveHeader(data.length, sampleRate), data]);
}

/** @param byteSize of the samples that follow */
export function waveHeader(byteSize: number, sampleRate: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(headerBytes - 8 + byteSize, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(byteSize, 40);
  return header;
}

/** The rate in a header as `waveHeader` writes it, whatever it says of the length; null = it is none. */
export function sampleRateOf(header: Buffer): number | null {
  const sampleRate = header.length === headerBytes ? header.readUInt32LE(24) : 0;
  if (sampleRate < 8_000 || sampleRate > 192_000) return null;
  const own = waveHeader(header.readUInt32LE(40), sampleRate);
  return own.subarray(8).equals(header.subarray(8)) ? sampleRate : null;
}
