import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';

/** What a finished file holds, read back from disk. */
export interface VideoFacts {
  readonly frameCount: number;
  readonly codec: string | null;
  /** RFC 6381 name, as `avc1.640028`. */
  readonly codecName: string | null;
  readonly width: number;
  readonly height: number;
  /** The decoder's set-up (avcC), hex: files can be joined without coding again when it is the same. */
  readonly decoderSetup: string;
  readonly sound: { readonly codec: string | null; readonly durationSeconds: number } | null;
}

/**
 * Reads a film's or clip's facts from its index; the picture is not decoded.
 * @throws Error when the file is no video or is cut short
 */
export async function inspectVideo(path: string): Promise<VideoFacts> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error('There is no picture in the file.');
    const sound = await input.getPrimaryAudioTrack();
    const [stats, config] = await Promise.all([track.computePacketStats(), track.getDecoderConfig()]);
    return {
      frameCount: stats.packetCount,
      codec: track.codec,
      codecName: config?.codec ?? null,
      width: track.displayWidth,
      height: track.displayHeight,
      decoderSetup: config?.description ? hexOf(config.description) : '',
      sound: sound ? { codec: sound.codec, durationSeconds: await sound.computeDuration() } : null,
    };
  } finally {
    input.dispose();
  }
}

/**
 * Reads the facts of a file of sound alone.
 * @throws Error when there is no sound in it or it is cut short
 */
export async function inspectSound(path: string): Promise<NonNullable<VideoFacts['sound']>> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) throw new Error('There is no sound in the file.');
    return { codec: track.codec, durationSeconds: await track.computeDuration() };
  } finally {
    input.dispose();
  }
}

function hexOf(bytes: AllowSharedBufferSource): string {
  const view = ArrayBuffer.isView(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : Buffer.from(bytes);
  return view.toString('hex');
}
